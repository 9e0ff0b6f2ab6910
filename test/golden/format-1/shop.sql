CREATE SCHEMA sales;
CREATE TYPE sales.state AS ENUM ('new', 'paid', 'sent');
CREATE DOMAIN sales.amount AS numeric(10, 2) CHECK (VALUE >= 0);

CREATE TABLE sales.customers (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  "Full Name" text GENERATED ALWAYS AS (name || ' &amp; Söhne') STORED,
  details jsonb DEFAULT '{}',
  photo bytea
);
INSERT INTO sales.customers (name, details, photo)
SELECT 'Kundin ' || n || E'\t\\ \n🐘', jsonb_build_object('n', n, 'tags', ARRAY['a', 'b']), decode(md5(n::text), 'hex')
  FROM generate_series(1, 40) n;

CREATE TABLE sales.orders (
  id bigint,
  customer int NOT NULL REFERENCES sales.customers,
  at timestamptz NOT NULL,
  state sales.state NOT NULL DEFAULT 'new',
  total sales.amount,
  PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE TABLE sales.orders_2025 PARTITION OF sales.orders FOR VALUES FROM ('2025-01-01Z') TO ('2026-01-01Z');
CREATE TABLE sales.orders_2026 PARTITION OF sales.orders FOR VALUES FROM ('2026-01-01Z') TO ('2027-01-01Z');
INSERT INTO sales.orders
SELECT n, 1 + n % 40, '2025-06-01Z'::timestamptz + n * interval '2 days', (ARRAY['new', 'paid', 'sent'])[1 + n % 3]::sales.state, n / 3.0
  FROM generate_series(1, 200) n;
CREATE INDEX ON sales.orders USING brin (at);
CREATE INDEX details ON sales.customers USING gin (details);

-- Hash partitions on an enumeration are dumped through their root.
CREATE TABLE sales.by_state (state sales.state, n int) PARTITION BY HASH (state);
CREATE TABLE sales.by_state_0 PARTITION OF sales.by_state FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE sales.by_state_1 PARTITION OF sales.by_state FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO sales.by_state SELECT (ARRAY['new', 'paid', 'sent'])[1 + n % 3]::sales.state, n FROM generate_series(1, 30) n;

CREATE TABLE no_columns ();
INSERT INTO no_columns DEFAULT VALUES;
CREATE TABLE empty (a int);

CREATE FUNCTION sales.open_orders(who int) RETURNS bigint LANGUAGE sql STABLE
  AS $$ SELECT count(*) FROM sales.orders WHERE customer = who AND state <> 'sent' $$;
CREATE VIEW sales.totals AS SELECT customer, sum(total) AS total FROM sales.orders GROUP BY customer;
CREATE MATERIALIZED VIEW sales.by_month AS SELECT date_trunc('month', at, 'UTC') AS month, count(*) FROM sales.orders GROUP BY 1;
CREATE FUNCTION sales.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
CREATE TRIGGER keep BEFORE TRUNCATE ON sales.customers EXECUTE FUNCTION sales.refuse();
ALTER TABLE sales.customers ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON sales.customers USING (name <> '');
COMMENT ON TABLE sales.customers IS 'who buys';

SELECT lo_from_bytea(50001, convert_to('a large object', 'UTF8'));
SELECT lo_from_bytea(50002, '');
COMMENT ON LARGE OBJECT 50001 IS 'kept for ever';
