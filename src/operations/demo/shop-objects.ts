/** SQL that gives the shop's filled tables what depends on rows: keys, indexes of every method, views, functions, triggers, policies, grants. */
export const SHOP_OBJECTS: readonly string[] = [
  `ALTER TABLE shop.customers ADD PRIMARY KEY (id);
   ALTER TABLE shop.products ADD PRIMARY KEY (id);
   ALTER TABLE shop.orders ADD PRIMARY KEY (id, placed);
   ALTER TABLE shop.order_items ADD PRIMARY KEY ("order", line);
   ALTER TABLE shop.payments ADD PRIMARY KEY (id);
   ALTER TABLE shop.events ADD PRIMARY KEY (id);
   ALTER TABLE shop.orders ADD FOREIGN KEY (customer) REFERENCES shop.customers;
   ALTER TABLE shop.order_items ADD FOREIGN KEY ("order", placed) REFERENCES shop.orders ON DELETE CASCADE;
   ALTER TABLE shop.order_items ADD CONSTRAINT order_items_product_fkey FOREIGN KEY (product) REFERENCES shop.products;
   ALTER TABLE shop.payments ADD FOREIGN KEY ("order", placed) REFERENCES shop.orders`,

  `CREATE UNIQUE INDEX customers_email ON shop.customers (lower(email));
   CREATE INDEX customers_words ON shop.customers USING gin (words);
   CREATE INDEX orders_customer ON shop.orders (customer, placed DESC);
   CREATE INDEX orders_unpaid ON shop.orders (placed) WHERE status = 'new';
   CREATE INDEX products_on_sale ON shop.products USING gist (on_sale);
   CREATE INDEX products_tags ON shop.products USING gin (tags);
   CREATE INDEX payments_reference ON shop.payments USING hash (reference);
   CREATE INDEX payments_paid ON shop.payments USING brin (paid);
   CREATE INDEX events_payload ON shop.events USING gin (payload jsonb_path_ops);
   CREATE INDEX events_at ON shop.events USING brin (at);
   CREATE STATISTICS shop.orders_by_status (ndistinct) ON customer, status FROM shop.orders`,

  `CREATE VIEW shop.revenue AS
     SELECT placed, sum(total) AS total, count(*) AS lines FROM shop.order_items GROUP BY placed;
   CREATE MATERIALIZED VIEW shop.monthly_revenue AS
     SELECT date_trunc('month', placed::timestamp) AS month, sum(total) AS total FROM shop.order_items GROUP BY 1;
   CREATE UNIQUE INDEX ON shop.monthly_revenue (month);
   CREATE VIEW shop.voucher_worth AS SELECT sum("-worth") AS worth FROM "Gift & Co"."Vouchers ""2026"" – ☃"`,

  `CREATE FUNCTION shop.check_order() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NEW.placed < date '2020-01-01' THEN RAISE EXCEPTION 'too old: %', NEW.placed; END IF;
     RETURN NEW;
   END $$;
   CREATE TRIGGER check_order BEFORE INSERT OR UPDATE ON shop.orders FOR EACH ROW EXECUTE FUNCTION shop.check_order();
   CREATE PROCEDURE shop.forget(who bigint) LANGUAGE sql
     AS $$ UPDATE shop.customers SET name = 'forgotten', email = 'x@example.com' WHERE id = who $$;
   COMMENT ON TABLE shop.orders IS 'one row per order; partitioned by month'`,

  `ALTER TABLE shop.customers ENABLE ROW LEVEL SECURITY;
   CREATE POLICY support_sees_recent ON shop.customers FOR SELECT TO shop_support USING (joined >= date '2024-01-01');
   GRANT USAGE ON SCHEMA shop TO shop_support, shop_reporting;
   GRANT SELECT ON shop.customers, shop.orders TO shop_support;
   GRANT SELECT ON shop.revenue, shop.monthly_revenue TO shop_reporting`,

  `SELECT setval(pg_get_serial_sequence('shop.customers', 'id'), (SELECT max(id) FROM shop.customers)),
          setval(pg_get_serial_sequence('shop.products', 'id'), (SELECT max(id) FROM shop.products)),
          setval(pg_get_serial_sequence('shop.events', 'id'), (SELECT max(id) FROM shop.events))`,
]
