-- A small shop for the workflows: foreign keys, several index methods, a generated column, a view, a partitioned table, large objects.
CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL);
INSERT INTO customers SELECT g, 'customer ' || g FROM generate_series(1, 500) g;

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id int NOT NULL REFERENCES customers,
  created_at timestamptz NOT NULL DEFAULT now(),
  net numeric(10, 2) NOT NULL CHECK (net > 0),
  gross numeric(10, 2) GENERATED ALWAYS AS (round(net * 1.19, 2)) STORED,
  payload jsonb NOT NULL
);
INSERT INTO orders (customer_id, net, payload)
  SELECT 1 + g % 500, g / 100.0, jsonb_build_object('n', g, 'gift', g % 7 = 0) FROM generate_series(1, 20000) g;
CREATE INDEX orders_payload ON orders USING gin (payload);
CREATE INDEX orders_created_at ON orders USING brin (created_at);

CREATE TABLE events (at date NOT NULL, what text) PARTITION BY RANGE (at);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
INSERT INTO events SELECT date '2025-01-01' + g, 'event ' || g FROM generate_series(0, 700) g;

CREATE VIEW totals AS SELECT customer_id, sum(gross) AS total FROM orders GROUP BY customer_id;
SELECT lo_from_bytea(0, 'a picture'::bytea), lo_from_bytea(0, 'another one'::bytea);
