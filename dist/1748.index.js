export const id = 1748;
export const ids = [1748,3603];
export const modules = {

/***/ 81748:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  demo: () => (/* binding */ demo),
  keywords: () => (/* binding */ keywords)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/operations/backup/backup.js + 15 modules
var backup = __webpack_require__(8053);
// EXTERNAL MODULE: ./build/operations/chosen.js
var operations_chosen = __webpack_require__(79709);
// EXTERNAL MODULE: ./build/operations/repository.js + 6 modules
var repository = __webpack_require__(72371);
// EXTERNAL MODULE: ./build/operations/restore-test/restore-test.js + 3 modules
var restore_test = __webpack_require__(63603);
// EXTERNAL MODULE: ./build/operations/verify/verify.js + 3 modules
var verify = __webpack_require__(63516);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
;// CONCATENATED MODULE: ./build/operations/demo/damaged-backup.js



/** Copies a storage folder and flips one bit in the middle of the largest stored part there. */
async function flipByteInCopy(storage, copy, chosen) {
    await copyFolders(storage, copy);
    await (0,promises_.cp)(storage, copy, { recursive: true });
    const { id, name, manifest } = chosen.backup;
    const largest = manifest.objects.reduce((a, b) => (b.size > a.size ? b : a));
    const offset = Math.floor(largest.size / 2);
    const file = await (0,promises_.open)((0,external_node_path_.join)(copy, layout/* keys */.HP.backup(name, id), largest.name), 'r+');
    try {
        const byte = Buffer.alloc(1);
        await file.read(byte, 0, 1, offset);
        byte[0] = byte[0] ^ 1;
        await file.write(byte, 0, 1, offset);
    }
    finally {
        await file.close();
    }
    return { storage: `file://${copy}`, object: largest.name, offset };
}
/** Ahead of cp, which makes folders that others can read, and closes them afterwards. */
async function copyFolders(from, to) {
    await (0,promises_.mkdir)(to, { mode: 0o700 });
    const entries = await (0,promises_.readdir)(from, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((one) => one.isDirectory())) {
        await (0,promises_.mkdir)((0,external_node_path_.join)(to, (0,external_node_path_.relative)(from, (0,external_node_path_.join)(entry.parentPath, entry.name))), { recursive: true, mode: 0o700 });
    }
}

// EXTERNAL MODULE: ./build/postgres/conninfo.js + 2 modules
var conninfo = __webpack_require__(56233);
// EXTERNAL MODULE: ./build/postgres/identifier.js
var identifier = __webpack_require__(86967);
// EXTERNAL MODULE: ./build/postgres/session.js + 4 modules
var postgres_session = __webpack_require__(82345);
// EXTERNAL MODULE: ./build/operations/restore-test/target.js + 1 modules
var target = __webpack_require__(75890);
// EXTERNAL MODULE: ./build/operations/restore-test/test-database.js
var test_database = __webpack_require__(71299);
// EXTERNAL MODULE: ./build/operations/round-trip/prove.js + 13 modules
var prove = __webpack_require__(94139);
// EXTERNAL MODULE: ./build/operations/round-trip/restore-into.js + 1 modules
var restore_into = __webpack_require__(13705);
;// CONCATENATED MODULE: ./build/operations/demo/damaged-copies.js











const SPOOL_LIMIT = 1024 ** 3;
/** Copies of a restored database, each damaged and then proved against the backup as restore-test proves it. */
class DamagedCopies {
    #request;
    #context;
    #chosen;
    #target;
    #number = 0;
    constructor(request, context, chosen, target) {
        this.#request = request;
        this.#context = context;
        this.#chosen = chosen;
        this.#target = target;
    }
    static async open(request, context) {
        const store = await (0,repository/* openStorage */.G)(request, context, context.signal);
        const chosen = await (0,operations_chosen/* chooseAndRead */.N2)(store, { name: request.name, backup: 'latest' }, context, context.signal);
        const { host = '', port = '' } = request.target.parameters;
        const targetUrl = `host='${host}' port=${port} user=postgres dbname=postgres`;
        const wanted = { targetUrl, allowSourceServer: false, client: request.client };
        return new DamagedCopies(request, context, chosen, await (0,target/* openTarget */.Ap)(wanted, chosen.backup.manifest, chosen.inventory, context));
    }
    /** The differences that the proof finds, as sentences, after `sql` ran in a fresh copy. */
    async prove(sql) {
        const { jobs } = this.#request;
        const folder = (0,external_node_path_.join)(this.#context.temporary, `damaged-${++this.#number}`);
        const databases = new test_database/* TestDatabases */.V(this.#target, this.#chosen.backup.manifest);
        const connection = await this.#copy();
        try {
            await this.#damage(connection, sql);
            await (0,promises_.mkdir)(folder, { mode: 0o700 });
            await (0,operations_chosen/* fetchTableOfContents */.cA)(this.#chosen.reader, folder);
            const { programs, pinned } = this.#target;
            const { signal } = this.#context;
            const restored = {
                chosen: this.#chosen,
                connection,
                programs,
                pinned,
                folder,
                jobs,
                context: this.#context,
                signal,
            };
            const how = { showKeys: false, spoolLimit: SPOOL_LIMIT, otherMajor: false };
            const scratch = (0,restore_into/* scratchDatabases */.rl)(databases, restored);
            return (await (0,prove/* proveEqual */.Fr)({ ...restored, ...how, scratch })).differences;
        }
        finally {
            await (0,promises_.rm)(folder, { recursive: true, force: true });
            await databases.dropAll();
            await this.#target.session.query(`DROP DATABASE ${nameOf(connection)} WITH (FORCE)`);
        }
    }
    async close() {
        await this.#target.stop();
    }
    async #copy() {
        const connection = (0,conninfo/* withDatabase */.kR)(this.#target.connection, `damaged_${this.#number}`);
        // Copying files is faster than logging pages, and the choice came with 15.
        const strategy = this.#target.facts.major >= 15 ? 'STRATEGY file_copy' : '';
        const template = (0,identifier/* quoteIdentifier */.Cm)(this.#request.kept.database);
        await this.#target.session.query(`CREATE DATABASE ${nameOf(connection)} TEMPLATE ${template} ${strategy}`);
        return connection;
    }
    async #damage(connection, sql) {
        const session = await (0,postgres_session/* openSession */.f)(connection, { signal: this.#context.signal });
        try {
            await session.query(sql);
        }
        finally {
            await session.close();
        }
    }
}
const nameOf = ({ parameters }) => (0,identifier/* quoteIdentifier */.Cm)(parameters.dbname);

;// CONCATENATED MODULE: ./build/operations/demo/damages.js
/** Damages that leave every row count, or even every row, as it was are among them: counting rows would not see those. */
const DAMAGES = [
    {
        title: 'one row deleted',
        sql: 'DELETE FROM shop.payments WHERE id = (SELECT id FROM shop.payments ORDER BY id LIMIT 1 OFFSET 100)',
        named: /payments"?: 1 row missing$/,
    },
    {
        title: 'one letter changed in one row',
        sql: "UPDATE shop.customers SET name = name || '.' WHERE id = 77",
        named: /customers"?: 1 row changed$/,
    },
    {
        title: 'two prices swapped, so that counts and sums stay the same',
        sql: `UPDATE shop.order_items i SET price = o.price FROM shop.order_items o
           WHERE i.line = 1 AND o.line = 1 AND (i."order", o."order") IN ((10, 11), (11, 10))`,
        named: /order_items"?: 2 rows changed$/,
    },
    {
        title: 'one index dropped',
        sql: 'DROP INDEX shop.payments_reference',
        named: /payments_reference/,
    },
    {
        // The condition is forgotten after the index was built with it: the definition is the old one, half of the entries are not there.
        title: 'an index without the entries of half of its rows',
        sql: `DROP INDEX shop.customers_email;
          CREATE UNIQUE INDEX customers_email ON shop.customers (lower(email)) WHERE id % 2 = 0;
          UPDATE pg_index SET indpred = NULL WHERE indexrelid = 'shop.customers_email'::regclass`,
        named: /customers_email/,
    },
    {
        title: 'a foreign key switched off',
        sql: `UPDATE pg_trigger SET tgenabled = 'D'
           WHERE tgconstraint = (SELECT oid FROM pg_constraint WHERE conname = 'order_items_product_fkey')`,
        named: /order_items_product_fkey/,
    },
    {
        title: 'one byte of a large object changed',
        sql: "SELECT lo_put(photo, 100, 'X') FROM shop.products WHERE id = 7",
        named: /^large object \d+ has other contents/,
    },
];

// EXTERNAL MODULE: ./build/postgres/programs.js
var programs = __webpack_require__(15325);
// EXTERNAL MODULE: ./build/postgres/server.js
var server = __webpack_require__(4167);
// EXTERNAL MODULE: ./build/operations/backup/source.js
var source = __webpack_require__(96057);
;// CONCATENATED MODULE: ./build/operations/demo/shop.js
const sizesFor = (rows) => ({
    customers: Math.ceil(rows * 0.04),
    products: Math.ceil(rows * 0.004),
    orders: Math.ceil(rows * 0.2),
    items: Math.ceil(rows * 0.4),
    payments: Math.ceil(rows * 0.18),
    events: Math.ceil(rows * 0.17),
});
/** Roles of the server that the shop's grants and policies name. */
const SHOP_ROLES = `
  CREATE ROLE shop_support NOLOGIN;
  CREATE ROLE shop_reporting NOLOGIN;
  GRANT shop_support TO shop_reporting;`;
/**
 * SQL that makes a shop's tables and fills them with about `rows` rows, the same on every run. Each text is one transaction: rows that come
 * into a table of their own transaction need no write-ahead log.
 */
function shopTables(rows) {
    const sizes = sizesFor(rows);
    return [TYPES, people(sizes), orders(sizes), items(sizes), payments(sizes), events(sizes), ODD_NAMES, LARGE_OBJECTS];
}
const TYPES = `
  CREATE SCHEMA shop;
  CREATE TYPE shop.order_status AS ENUM ('new', 'paid', 'shipped', 'returned');
  CREATE DOMAIN shop.email AS text CHECK (VALUE ~ '^[^@ ]+@[^@ ]+$');
  CREATE FUNCTION shop.with_tax(net numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT round(net * 1.19, 2) $$;`;
const people = ({ customers, products }) => `
  CREATE TABLE shop.customers (
    id bigint GENERATED BY DEFAULT AS IDENTITY, name text NOT NULL, email shop.email NOT NULL, city text, joined date NOT NULL,
    words tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, name || ' ' || coalesce(city, ''))) STORED);
  INSERT INTO shop.customers (id, name, email, city, joined)
    SELECT g, 'Customer ' || md5(g::text), 'c' || g || '@example.com',
           (ARRAY['Berlin', 'Kraków', '東京', 'São Paulo', NULL])[1 + g % 5], date '2020-01-01' + g % 2000
      FROM generate_series(1, ${customers}) g;
  CREATE TABLE shop.products (
    id int GENERATED BY DEFAULT AS IDENTITY, title text NOT NULL, net numeric(10, 2) NOT NULL CHECK (net >= 0),
    gross numeric(10, 2) GENERATED ALWAYS AS (shop.with_tax(net)) STORED,
    on_sale daterange NOT NULL, tags text[] NOT NULL DEFAULT '{}', photo oid);
  INSERT INTO shop.products (id, title, net, on_sale, tags)
    SELECT g, 'Product ' || g, (g * 37 % 9900 + 99) / 100.0, daterange(date '2025-01-01' + g % 300, date '2026-01-01' + g % 300),
           ARRAY['t' || g % 7, 't' || g % 11]
      FROM generate_series(1, ${products}) g;`;
const MONTHS = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0'));
const PLACED = (order) => `(date '2026-01-01' + ((${order}) * 7 % 365)::int)`;
const orders = ({ orders, customers }) => `
  CREATE TABLE shop.orders (
    id bigint NOT NULL, placed date NOT NULL, customer bigint NOT NULL, status shop.order_status NOT NULL, note text
  ) PARTITION BY RANGE (placed);
  ${MONTHS.map((month, at) => {
    const end = MONTHS[at + 1] === undefined ? '2027-01-01' : `2026-${MONTHS[at + 1]}-01`;
    return `CREATE TABLE shop.orders_2026_${month} PARTITION OF shop.orders FOR VALUES FROM ('2026-${month}-01') TO ('${end}');`;
}).join('\n  ')}
  CREATE TABLE shop.orders_other PARTITION OF shop.orders DEFAULT;
  INSERT INTO shop.orders
    SELECT g, ${PLACED('g')}, 1 + g * 31 % ${customers}, (enum_range(NULL::shop.order_status))[1 + g % 4],
           CASE WHEN g % 50 = 0 THEN E'ring twice\\n\\tand "wait" \\\\o/' END
      FROM generate_series(1, ${orders}) g;`;
const items = ({ items, orders, products }) => `
  CREATE TABLE shop.order_items (
    "order" bigint NOT NULL, placed date NOT NULL, line int NOT NULL, product int NOT NULL, quantity int NOT NULL CHECK (quantity > 0),
    price numeric(10, 2) NOT NULL, total numeric(12, 2) GENERATED ALWAYS AS (quantity * price) STORED);
  INSERT INTO shop.order_items ("order", placed, line, product, quantity, price)
    SELECT 1 + g % ${orders}, ${PLACED(`1 + g % ${orders}`)}, 1 + g / ${orders}, 1 + g * 13 % ${products}, 1 + g % 4, (g % 9900 + 99) / 100.0
      FROM generate_series(0, ${items - 1}) g;`;
const payments = ({ payments, orders }) => `
  CREATE TABLE shop.payments (
    id uuid NOT NULL, "order" bigint NOT NULL, placed date NOT NULL, amount numeric(12, 2) NOT NULL, paid timestamptz NOT NULL, reference text NOT NULL);
  INSERT INTO shop.payments
    SELECT md5('payment' || g)::uuid, 1 + g % ${orders}, ${PLACED(`1 + g % ${orders}`)}, (g % 50000 + 100) / 100.0,
           timestamptz '2026-01-01 00:00+00' + g * interval '3 minutes', 'R-' || g * 7
      FROM generate_series(1, ${payments}) g;`;
const events = ({ events, customers }) => `
  CREATE TABLE shop.events (id bigint GENERATED BY DEFAULT AS IDENTITY, at timestamptz NOT NULL, payload jsonb NOT NULL);
  INSERT INTO shop.events
    SELECT g, timestamptz '2026-01-01 00:00+00' + g * interval '1 minute',
           jsonb_build_object('kind', (ARRAY['view', 'search', 'basket'])[1 + g % 3], 'customer', 1 + g * 17 % ${customers},
                              'seconds', g % 90, 'page', '/p/' || g % 500)
      FROM generate_series(1, ${events}) g;`;
const ODD_NAMES = `
  CREATE SCHEMA "Gift & Co";
  CREATE TABLE "Gift & Co"."Vouchers ""2026"" – ☃" ("it's a
code" text PRIMARY KEY, "SELECT" int, "-worth" money);
  INSERT INTO "Gift & Co"."Vouchers ""2026"" – ☃" SELECT md5(g::text), g, g::money FROM generate_series(1, 500) g;
  CREATE TABLE shop."order" (no_key text);
  INSERT INTO shop."order" VALUES (NULL), (''), (E'\\\\N'), (E'\\\\.'), (E'a\\tb'), ('twice'), ('twice');
  CREATE TABLE shop.heartbeat ();
  INSERT INTO shop.heartbeat DEFAULT VALUES;`;
const LARGE_OBJECTS = `
  UPDATE shop.products SET photo = lo_from_bytea(0, convert_to(repeat(md5(id::text), 400), 'UTF8')) WHERE id <= 40;`;

;// CONCATENATED MODULE: ./build/operations/demo/shop-objects.js
/** SQL that gives the shop's filled tables what depends on rows: keys, indexes of every method, views, functions, triggers, policies, grants. */
const SHOP_OBJECTS = [
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
];

;// CONCATENATED MODULE: ./build/operations/demo/servers.js









/** The newest major with a server here; throws with the line that installs one. */
async function newestServerPrograms({ environment, installServer }) {
    const options = { environment, client: 'local', needs: 'server' };
    for (let major = source/* SUPPORTED_MAJORS */.c.last; major >= source/* SUPPORTED_MAJORS */.c.first; major--) {
        const found = await (0,programs/* findPrograms */.z0)(major, options).catch(() => undefined);
        if (found !== undefined)
            return found.programs;
    }
    return (await (0,programs/* findPrograms */.z0)(source/* SUPPORTED_MAJORS */.c.last, { ...options, install: installServer })).programs;
}
/** Two throw-away servers: one is the production of the demo, the other has nothing to do with it. */
async function startDemoServers(programs, context) {
    const start = async (name) => {
        const folder = (0,external_node_path_.join)(context.temporary, name);
        await (0,promises_.mkdir)(folder, { mode: 0o700 });
        return await (0,server/* startServer */.U)(programs, { folder, environment: context.environment, signal: context.signal });
    };
    const started = await Promise.allSettled([start('source'), start('target')]);
    const running = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const stop = async () => void (await Promise.all(running.map((server) => server.stop())));
    const [source, target] = running;
    if (source !== undefined && target !== undefined)
        return { programs, source, target, stop };
    await stop();
    throw started.find((one) => one.status === 'rejected')?.reason;
}
/** Makes the shop's database, with its roles and about `rows` rows. */
async function makeShop(server, rows, context) {
    const admin = await (0,postgres_session/* openSession */.f)(server.connection, { signal: context.signal });
    try {
        await admin.query(SHOP_ROLES);
        await admin.query('CREATE DATABASE shop TEMPLATE template0');
    }
    finally {
        await admin.close();
    }
    const connection = (0,conninfo/* withDatabase */.kR)(server.connection, 'shop');
    const session = await (0,postgres_session/* openSession */.f)(connection, { signal: context.signal });
    try {
        for (const sql of [...shopTables(rows), ...SHOP_OBJECTS])
            await session.query(sql);
        await session.query('ANALYZE');
    }
    finally {
        await session.close();
    }
    return connection;
}

;// CONCATENATED MODULE: ./build/operations/demo/steps.js
/** Runs the steps of a demo, says each one's finding when it ends, and remembers them for the result. */
class DemoSteps {
    steps = [];
    warnings = [];
    #progress;
    constructor(progress) {
        this.#progress = progress;
    }
    /** What an operation inside a step may say: how far it is, but not its own phases. */
    inner = (event) => {
        if (event.kind === 'bytes' || event.kind === 'items')
            this.#progress(event);
        if (event.kind === 'warning')
            this.warn(event.text);
    };
    warn(text) {
        if (!this.warnings.includes(text))
            this.warnings.push(text);
    }
    /** A step whose work throws is not a step: the demo ends with that error. */
    async run(title, work) {
        this.#progress({ kind: 'phase', title });
        const started = performance.now();
        const { ok, found, value } = await work();
        this.steps.push({ title, ok, found, seconds: (performance.now() - started) / 1000 });
        this.#progress({ kind: 'note', text: `${ok ? '✓' : '✗'} ${found}` });
        return value;
    }
}

;// CONCATENATED MODULE: ./build/operations/demo/demo.js













/** The whole loop on a server of its own: a shop is backed up, verified and restored, then copies are damaged, and each damage must be named. */
async function demo(request, context) {
    const started = performance.now();
    const steps = new DemoSteps(context.progress);
    const inner = { ...context, progress: steps.inner };
    const programs = await newestServerPrograms(inner);
    const folder = request.keep ? await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'pgproof-demo-')) : (0,external_node_path_.join)(context.temporary, 'demo');
    await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
    const servers = await startDemoServers(programs, inner);
    try {
        const totals = await runSteps({ request, context: inner, steps, servers, folder });
        return {
            ...outcome(steps),
            verb: 'demo',
            seconds: (performance.now() - started) / 1000,
            warnings: steps.warnings,
            steps: steps.steps,
            totals,
            ...(request.keep && { folder }),
        };
    }
    finally {
        await servers.stop();
        if (!request.keep)
            await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
async function runSteps(all) {
    const { steps, servers, request, context } = all;
    const version = `PostgreSQL ${servers.programs.version}`;
    const shop = await steps.run(`Make a shop in a throw-away ${version}`, async () => {
        const connection = await makeShop(servers.source, request.rows, context);
        return {
            ok: true,
            found: 'partitions, foreign keys, views, functions, policies, six kinds of indexes, odd names',
            value: connection,
        };
    });
    const made = await backUp(all, shop);
    await verifyBackup(all);
    const kept = await restoreAndProve(all);
    await catchFlippedByte(all);
    await catchDamages(all, kept);
    const { tables, rows, rawBytes, storedBytes } = made.totals;
    return { tables, rows, rawBytes, storedBytes };
}
const storageOf = (all) => (0,external_node_path_.join)(all.folder, 'storage');
const common = (all) => ({
    storage: `file://${storageOf(all)}`,
    name: 'shop',
    jobs: all.request.jobs,
    client: 'local',
});
async function backUp(all, shop) {
    return await all.steps.run('Back it up into a folder', async () => {
        const result = await (0,backup.backup)({
            ...common(all),
            ...EVERYTHING,
            databaseUrl: keywords(shop),
            type: 'manual',
            tags: ['demo'],
            profile: 'none',
            lockTimeout: 60_000,
            compressionLevel: 3,
            spoolLimit: 1024 ** 3,
            crossCheck: 'counts',
        }, all.context);
        const { rows, tables, largeObjects } = result.totals;
        const found = `${rows.toLocaleString('en-US')} rows of ${tables} tables and ${largeObjects} large objects; every table counted and hashed while it passed`;
        return { ok: result.ok, found, value: result };
    });
}
const EVERYTHING = {
    schemas: [],
    excludeSchemas: [],
    tables: [],
    excludeTables: [],
    excludeTableData: [],
    schemaOnly: false,
    dataOnly: false,
};
const EXPECTED = {
    backup: 'latest',
    maxBackupAge: 3_600_000,
    requiredTables: ['shop.orders_2026_01', 'shop.customers'],
};
async function verifyBackup(all) {
    await all.steps.run('Verify: read every byte back', async () => {
        const { ok, checked, reason = '' } = { reason: '', ...(await (0,verify.verify)({ ...common(all), ...EXPECTED }, all.context)) };
        return { ok, found: ok ? `all ${checked.objects} stored objects are whole` : reason, value: undefined };
    });
}
/** Leaves the restored database on the demo's second server, to be copied and damaged. */
async function restoreAndProve(all) {
    return await all.steps.run('Restore-test: restore into another server, dump again, compare', async () => {
        const request = {
            ...common(all),
            backup: 'latest',
            targetUrl: keywords(all.servers.target.connection),
            keep: 'yes',
        };
        const result = await (0,restore_test.restoreTest)({ ...request, allowSourceServer: false, compareLive: false, showKeys: false }, all.context);
        for (const text of result.warnings)
            all.steps.warn(text);
        const kept = result.kept;
        // The address of a socket that is gone in a minute is of no use to anybody.
        await (0,promises_.rm)((0,external_node_path_.dirname)(kept.urlFile), { recursive: true });
        return { ok: result.ok, found: result.ok ? equality(result) : result.reason, value: kept };
    });
}
function equality({ tables, definitions, indexes, largeObjects }) {
    const equal = tables.filter((table) => table.equal).length;
    return `proved equal: ${equal} tables byte by byte, ${definitions.entries} definitions, ${indexes.length} indexes and constraints, ${largeObjects.equal} large objects`;
}
async function catchFlippedByte(all) {
    await all.steps.run('Damage: one bit of a stored file flipped', async () => {
        const { context, folder } = all;
        const store = await (0,repository/* openStorage */.G)(common(all), context, context.signal);
        const chosen = await (0,operations_chosen/* chooseAndRead */.N2)(store, EXPECTED, context, context.signal).finally(() => store.close());
        const { storage, object } = await flipByteInCopy(storageOf(all), (0,external_node_path_.join)(folder, 'damaged-storage'), chosen);
        const result = await (0,verify.verify)({ ...common(all), ...EXPECTED, storage }, context);
        const caught = result.damaged.find((damage) => damage.object === object);
        const table = caught?.table === undefined ? '' : ` (rows of ${caught.table})`;
        const found = caught ? `verify names it: ${object}${table} ${caught.what}` : `verify did not see it in ${object}`;
        return { ok: !result.ok && caught !== undefined, found, value: undefined };
    });
}
async function catchDamages(all, kept) {
    const { context, servers } = all;
    const copies = await DamagedCopies.open({ ...common(all), target: servers.target.connection, kept }, context);
    try {
        for (const damage of DAMAGES) {
            await all.steps.run(`Damage: ${damage.title}`, async () => {
                const differences = await copies.prove(damage.sql);
                const named = differences.find((difference) => damage.named.test(difference));
                const found = named
                    ? `the proof names it: ${named}`
                    : `the proof did not name it; it found ${differences.join('; ') || 'nothing'}`;
                return { ok: named !== undefined, found, value: undefined };
            });
        }
    }
    finally {
        await copies.close();
    }
}
function outcome({ steps }) {
    const missed = steps.filter((step) => !step.ok);
    if (missed[0] === undefined)
        return { ok: true, code: 0 };
    return {
        ok: false,
        code: 1,
        reason: `${missed.length} of ${steps.length} steps did not end as they must: ${missed[0].title}: ${missed[0].found}`,
        hint: 'this is a fault of pgproof or of this machine: run it again with --json, and report what it prints',
    };
}
/** A connection as keywords and values, each quoted. */
function keywords({ parameters }) {
    return Object.entries(parameters)
        .map(([name, value]) => `${name}='${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`)
        .join(' ');
}


/***/ }),

/***/ 63603:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  restoreTest: () => (/* binding */ restoreTest)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/postgres/session.js + 4 modules
var postgres_session = __webpack_require__(82345);
// EXTERNAL MODULE: ./build/proof/assertions/assertions.js
var assertions_assertions = __webpack_require__(41830);
// EXTERNAL MODULE: ./build/proof/assertions/run.js + 6 modules
var assertions_run = __webpack_require__(59427);
// EXTERNAL MODULE: ./build/repository/archived.js
var archived = __webpack_require__(50031);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/repository/open.js
var repository_open = __webpack_require__(65281);
// EXTERNAL MODULE: ./build/repository/read.js
var read = __webpack_require__(83041);
// EXTERNAL MODULE: ./build/repository/record-body.js
var record_body = __webpack_require__(74873);
// EXTERNAL MODULE: ./build/repository/records.js + 1 modules
var records = __webpack_require__(6827);
// EXTERNAL MODULE: ./build/operations/budget.js
var budget = __webpack_require__(54474);
// EXTERNAL MODULE: ./build/operations/chosen.js
var operations_chosen = __webpack_require__(79709);
// EXTERNAL MODULE: ./build/operations/repository.js + 6 modules
var repository = __webpack_require__(72371);
// EXTERNAL MODULE: ./build/operations/round-trip/left-out.js
var left_out = __webpack_require__(42978);
// EXTERNAL MODULE: ./build/operations/round-trip/prove.js + 13 modules
var prove = __webpack_require__(94139);
// EXTERNAL MODULE: ./build/operations/round-trip/restore-into.js + 1 modules
var restore_into = __webpack_require__(13705);
// EXTERNAL MODULE: ./build/operations/verify/table-of-contents.js
var table_of_contents = __webpack_require__(51162);
// EXTERNAL MODULE: ./build/postgres/conninfo.js + 2 modules
var conninfo = __webpack_require__(56233);
// EXTERNAL MODULE: ./build/postgres/identifier.js
var identifier = __webpack_require__(86967);
;// CONCATENATED MODULE: ./build/operations/restore-test/compare-live.js




/** The live database's row counts of today beside the backup's. Information only: rows come and go after a snapshot, and a failure here is a warning. */
async function compareLive(request, inventory, context, signal) {
    context.progress({ kind: 'phase', title: 'Count the live database' });
    try {
        const session = await (0,postgres_session/* openSession */.f)((0,conninfo/* parseConnection */.C8)(request.databaseUrl, context.environment), { signal });
        try {
            await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
            const drift = [];
            for (const { schema, name, rows } of inventory.tables) {
                const [there] = await session.query('SELECT to_regclass($1) IS NOT NULL AS is', [
                    (0,identifier/* qualified */.LX)(schema, name),
                ]);
                if (!there?.is)
                    drift.push({ schema, name, backupRows: rows });
                else
                    drift.push({ schema, name, backupRows: rows, liveRows: await count(schema, name) });
            }
            return drift;
            async function count(schema, name) {
                const [row] = await session.query(`SELECT count(*) AS n FROM ONLY ${(0,identifier/* qualified */.LX)(schema, name)}`);
                return row?.n ?? 0;
            }
        }
        finally {
            await session.close();
        }
    }
    catch (error) {
        signal.throwIfAborted();
        context.progress({ kind: 'warning', text: `the live database was not counted: ${(0,errors/* messageOf */.bD)(error)}` });
        return undefined;
    }
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./build/postgres/connection-address.js
var connection_address = __webpack_require__(24061);
;// CONCATENATED MODULE: ./build/operations/restore-test/keep.js






/** Leaves a restored database where it is and writes its address into a file that only this user can read. */
async function keepDatabase(target, databases, connection, until) {
    const { parameters } = connection;
    const host = (0,conninfo/* hostsOf */.PP)(parameters)[0];
    const urlFile = await writeAddress(connection);
    // Last: what fails before is cleaned up like any other test.
    const roles = await databases.keep(connection, until);
    target.server?.keep();
    return {
        database: parameters.dbname ?? '',
        host: host?.address || host?.name || '',
        port: host?.port ?? 5432,
        user: parameters.user ?? '',
        roles,
        urlFile,
        until,
        ...(target.server && {
            server: {
                folder: target.server.folder,
                pid: target.server.pid,
                ...(target.server.container !== undefined && { container: target.server.container }),
            },
        }),
    };
}
async function writeAddress(connection) {
    try {
        const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'pgproof-kept-'));
        const urlFile = (0,external_node_path_.join)(folder, 'url');
        await (0,promises_.writeFile)(urlFile, `${(0,connection_address/* addressOf */.c)(connection)}\n`, { mode: 0o600, flag: 'wx' });
        return urlFile;
    }
    catch (error) {
        throw (0,errors/* environmentError */.me)(`the address of the kept database cannot be written: ${(0,errors/* messageOf */.bD)(error)}`, 'make the temporary folder (TMPDIR) writable, or test without keep', error);
    }
}

// EXTERNAL MODULE: ./build/operations/verify/trusted.js
var trusted = __webpack_require__(1302);
// EXTERNAL MODULE: ./build/operations/verify/verify.js + 3 modules
var verify = __webpack_require__(63516);
;// CONCATENATED MODULE: ./build/operations/restore-test/result.js







const failed = (check) => !check.ok && check.skipped === undefined;
/** Judges what was found, writes the record, and tells all of it. */
async function conclude(run, target, restore, findings) {
    const { context, chosen, store } = run;
    const { proof, assertions, databaseChecks, times } = findings;
    const unequal = [...proof.differences, ...databaseChecks.filter(failed).map((check) => check.name)];
    const unmet = assertions.filter(failed).map(({ name, found, expected }) => `${name}: ${found} (expected ${expected})`);
    const differences = [...unequal, ...unmet.map((text) => `assertion ${text}`)];
    const ok = differences.length === 0;
    const trust = await (0,trusted/* lookAtTrust */.l)(store, chosen.backup);
    const warnings = [...target.warnings, ...proof.warnings, ...trust.warnings];
    const unchecked = [...proof.notChecked, ...target.notChecked, ...trust.notChecked];
    const notChecked = [...unchecked, ...alwaysUnchecked(run, assertions)];
    const phases = {
        ...times,
        prove: proof.seconds.prove,
        checkIndexes: proof.seconds.checkIndexes,
        assertions: findings.assertionSeconds,
    };
    const record = await (0,records/* putRecord */.j8)(store, { name: chosen.backup.name, id: chosen.backup.id }, {
        kind: ok ? 'restore-tested' : 'failed',
        time: context.now().toISOString(),
        ok,
        by: context.by,
        manifest: chosen.backup.digest,
        body: await (0,record_body/* recordBody */.EV)(chosen.reader, { of: 'restore-tested', phases, assertions: assertions.length, ...(0,verify.keysIn)(chosen.reader) }, { differences: differences.slice(0, 100), notChecked }),
    }).catch((error) => {
        warnings.push(`no record was written: ${(0,errors/* messageOf */.bD)(error)}`);
        return undefined;
    });
    return {
        ...outcome(chosen, unequal, unmet, assertions.length),
        verb: 'restore-test',
        seconds: (context.now().getTime() - run.started.getTime()) / 1000,
        warnings,
        ...(record !== undefined && { record }),
        backup: (0,operations_chosen/* referenceOf */.Bz)(store, chosen.backup),
        manifestDigest: chosen.backup.digest,
        target: describe(target, restore),
        tables: proof.tables,
        indexes: proof.indexes,
        definitions: proof.definitions,
        largeObjects: proof.largeObjects,
        checks: [...proof.checks, ...databaseChecks],
        assertions,
        ...(findings.drift && { drift: findings.drift }),
        notChecked,
        phases,
    };
}
function describe(target, restore) {
    return {
        kind: target.kind,
        address: target.kind === 'throw-away' ? 'a throw-away server of this run' : (0,conninfo/* describeConnection */.If)(target.connection),
        serverVersion: target.facts.version,
        database: restore.connection.parameters.dbname ?? '',
    };
}
function outcome(chosen, unequal, unmet, assertions) {
    const andMore = (list) => `${list[0]}${list.length > 1 ? `; and ${list.length - 1} more` : ''}`;
    if (unequal.length > 0) {
        const reason = `the restored database does not equal backup ${chosen.backup.id}: ${andMore([...unequal, ...unmet])}`;
        const hint = 'do not count on this backup before this is understood; the result lists every difference';
        return { ok: false, code: 1, reason, hint };
    }
    if (unmet.length > 0) {
        const reason = `backup ${chosen.backup.id} was restored and proved equal, but ${unmet.length} of ${assertions} assertions do not hold: ${andMore(unmet)}`;
        const hint = 'look at the data as it was when it was backed up, or correct the assertion in pgproof.yml';
        return { ok: false, code: 1, reason, hint };
    }
    return { ok: true, code: 0 };
}
function alwaysUnchecked(run, assertions) {
    const { facts, tables } = run.chosen.inventory;
    const skipped = assertions.flatMap(({ name, skipped: why }) => why === undefined ? [] : [{ what: `assertion ${name}`, why }]);
    const partial = run.chosen.backup.manifest.partial.map((what) => ({
        what: 'the rest of the database',
        why: `the backup holds ${what}`,
    }));
    const subscriptions = facts.subscriptions.map(({ name }) => ({
        what: `subscription ${name}`,
        why: 'a test must not connect to publishers, so it is not restored',
    }));
    const tablespaces = facts.tablespaces.map(({ name }) => ({
        what: `tablespace ${name}`,
        why: 'its tables were restored into the default one',
    }));
    const absent = run.chosen.inventory.notContained.map(({ what }) => what);
    const dumped = absent.length === 0 ? [] : [{ what: absent.join('; '), why: 'the backup does not contain it' }];
    const empty = tables.length === 0 ? [{ what: 'rows', why: 'the backup holds none' }] : [];
    return [...skipped, ...partial, ...subscriptions, ...tablespaces, ...empty, ...dumped];
}

// EXTERNAL MODULE: ./build/operations/restore-test/target.js + 1 modules
var restore_test_target = __webpack_require__(75890);
// EXTERNAL MODULE: ./build/operations/restore-test/test-database.js
var test_database = __webpack_require__(71299);
;// CONCATENATED MODULE: ./build/operations/restore-test/restore-test.js
























/** Spool of the second dump: it is only read, so that it never falls far behind. */
const SPOOL_LIMIT = 1024 ** 3;
/** Restores a backup for real into a database of its own, proves it equal to the backup, and takes away what it made. */
async function restoreTest(request, context) {
    const signal = (0,budget/* withBudget */.Y)(context.signal, request.timeBudget);
    const started = context.now();
    const assertions = (0,assertions_assertions/* parseAssertions */.v)(request.assertions, 'assertions');
    const store = await (0,repository/* openStorage */.G)(request, context, signal);
    try {
        context.progress({ kind: 'phase', title: 'Choose the backup' });
        const backup = await (0,operations_chosen/* chooseNamed */.F4)(store, request, context);
        return await (0,operations_chosen/* whileReadingBackup */.me)(store, backup, context, (found) => testChosen(found, { request, context, signal, store, assertions, started }));
    }
    finally {
        store.close();
    }
}
async function testChosen(backup, run) {
    const { context, signal, store } = run;
    let reader = new read/* BackupReader */.oJ(store, backup, signal);
    try {
        await (0,archived/* refuseArchived */.xl)(store, backup);
        reader = await (0,repository_open/* openReader */.c)(store, backup, signal);
        const chosen = await (0,operations_chosen/* readContents */.r0)(reader);
        if (chosen.inventory.filter.dataOnly) {
            throw (0,errors/* usageError */.Wp)(`backup ${backup.id} holds rows without definitions, which cannot be restored by themselves`, 'test a backup that was made without data-only');
        }
        await (0,operations_chosen/* readUnused */.P8)(chosen);
        return await testBackup({ ...run, chosen });
    }
    catch (error) {
        // Damage found on the way is the backup's; a fault of the environment says nothing about it and leaves no record.
        const failure = (0,operations_chosen/* namedDamage */.rK)(error, backup);
        if (failure instanceof errors/* PgproofError */.wp && failure.code === 1)
            await recordFailure(store, reader, context, failure);
        throw failure;
    }
}
async function recordFailure(store, reader, context, error) {
    const { backup } = reader;
    const record = await (0,records/* putRecord */.j8)(store, { name: backup.name, id: backup.id }, {
        kind: 'failed',
        time: context.now().toISOString(),
        ok: false,
        by: context.by,
        manifest: backup.digest,
        body: await (0,record_body/* recordBody */.EV)(reader, { of: 'restore-tested' }, { reason: error.reason }),
    }).catch(() => undefined);
    if (record !== undefined)
        error.record = record;
}
async function testBackup(run) {
    const { context, chosen } = run;
    const { manifest } = chosen.backup;
    context.progress({ kind: 'phase', title: 'Prepare the target' });
    const target = await (0,restore_test_target/* openTarget */.Ap)(run.request, manifest, chosen.inventory, { ...context, signal: run.signal });
    const databases = new test_database/* TestDatabases */.V(target, manifest);
    const folder = (0,external_node_path_.join)(context.temporary, `restore-${manifest.id}`);
    let kept;
    try {
        for (const text of target.warnings)
            context.progress({ kind: 'warning', text });
        const swept = await databases.sweep(context.now());
        if (swept.length > 0)
            context.progress({ kind: 'note', text: `dropped what killed tests left: ${swept.join(', ')}` });
        const roles = await databases.createRoles(chosen.inventory.roles, context.now());
        if (roles.length > 0)
            context.progress({ kind: 'note', text: `made roles for the test: ${roles.join(', ')}` });
        await (0,operations_chosen/* fetchTableOfContents */.cA)(chosen.reader, folder);
        const difference = await (0,table_of_contents/* compareTableOfContents */.r)(chosen, target.programs, folder, context);
        if (difference)
            throw new read/* DamagedObject */.F7(layout/* TOC */.DB, difference);
        const connection = await databases.create(context.now());
        const restore = {
            chosen: (0,left_out/* withoutExtensions */.JA)(chosen, target.absentExtensions),
            connection,
            programs: target.programs,
            pinned: target.pinned,
            folder,
            jobs: run.request.jobs,
            context,
            signal: run.signal,
        };
        const result = await restoreAndProve(run, target, databases, restore);
        if (run.request.keep !== 'no') {
            kept = await keepDatabase(target, databases, connection, run.request.keep === 'job' ? 'job' : 'dropped');
        }
        return { ...result, ...(kept && { kept }) };
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
        await cleanUp(target, databases, kept !== undefined, context);
    }
}
async function cleanUp(target, databases, keep, context) {
    try {
        // A throw-away server goes with all that is in it.
        if (target.server === undefined || keep)
            await databases.dropAll();
    }
    catch (error) {
        context.progress({ kind: 'warning', text: `the test's database could not be dropped: ${(0,errors/* messageOf */.bD)(error)}` });
    }
    if (keep)
        await target.session.close();
    else
        await target.stop();
}
async function restoreAndProve(run, target, databases, restore) {
    const { context, request } = run;
    const times = await (0,restore_into/* restoreInto */.p5)(restore);
    const proving = {
        ...restore,
        scratch: (0,restore_into/* scratchDatabases */.rl)(databases, restore),
        showKeys: request.showKeys,
        spoolLimit: SPOOL_LIMIT,
        otherMajor: target.facts.major !== run.chosen.backup.manifest.client.major,
    };
    const proof = await (0,prove/* proveEqual */.Fr)(proving);
    const asserted = performance.now();
    const assertions = await assertAll(run, restore);
    const assertionSeconds = (performance.now() - asserted) / 1000;
    const drift = request.compareLive ? await compareLive(request, run.chosen.inventory, context, run.signal) : undefined;
    const databaseChecks = await (0,prove/* proveDatabaseFacts */.fO)(proving, true);
    return await conclude(run, target, restore, { times, proof, assertions, assertionSeconds, databaseChecks, drift });
}
async function assertAll(run, restore) {
    run.context.progress({ kind: 'phase', title: 'Check assertions' });
    return await (0,assertions_run/* runAssertions */.Ty)(() => (0,postgres_session/* openSession */.f)(restore.connection, { pinned: restore.pinned, signal: run.signal }), run.assertions, {
        asOf: (0,layout/* startOf */.GH)(run.chosen.backup.id),
        signal: run.signal,
    });
}


/***/ })

};
