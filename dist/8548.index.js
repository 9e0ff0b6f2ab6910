export const id = 8548;
export const ids = [8548];
export const modules = {

/***/ 1962:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* binding */ encodeFilter),
  z: () => (/* binding */ selectObjects)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/postgres/gate.js
var gate = __webpack_require__(53459);
// EXTERNAL MODULE: ./build/postgres/identifier.js
var identifier = __webpack_require__(86967);
;// CONCATENATED MODULE: ./build/postgres/dump-pattern.js


/**
 * The patterns of names (`dumpPattern`) for a pg_dump with `--encoding` set to the database's own encoding, in which it takes them.
 * They differ from `dumpPattern` only for names beyond ASCII in databases that are neither UTF8 nor SQL_ASCII.
 */
async function dumpPatternsIn(session, names) {
    return await encodedArguments(session, names.map(dumpPattern));
}
/** Patterns as arguments in the encoding of the session's database. */
async function encodedArguments(session, patterns) {
    const [database] = await session.query('SELECT pg_catalog.getdatabaseencoding() AS encoding');
    const { encoding = 'UTF8' } = database ?? {};
    if (encoding === 'UTF8' || encoding === 'SQL_ASCII')
        return [...patterns];
    const encoded = [];
    for (const pattern of patterns)
        encoded.push(isAscii(pattern) ? pattern : await converted(session, pattern, encoding));
    return encoded;
}
async function converted(session, pattern, encoding) {
    const [row] = await session.query(`SELECT pg_catalog.encode(pg_catalog.convert_to(${(0,identifier/* quoteLiteral */.ce)(pattern)}, ${(0,identifier/* quoteLiteral */.ce)(encoding)}), 'hex') AS bytes`);
    return (0,gate/* argumentBytes */.r)(Buffer.from(row?.bytes ?? '', 'hex'));
}
function isAscii(text) {
    return Buffer.byteLength(text) === text.length;
}

;// CONCATENATED MODULE: ./build/operations/backup/selection.js



/**
 * Turns names into patterns that match only themselves, and demands that each names something: a pattern that matches nothing
 * would silently leave a schema out of the backup.
 */
async function selectObjects(session, request, profile) {
    if (request.schemaOnly && request.dataOnly) {
        throw (0,errors/* usageError */.Wp)('schema-only and data-only exclude each other', 'set one of them, or neither');
    }
    const schemas = await readSchemas(session);
    const asked = withoutProviders(request, schemas, profile);
    const relations = await readRelations(session);
    const schemaPatterns = (names, input) => names.map((name) => (0,identifier/* dumpPattern */.hf)(findSchema(schemas, name, input)));
    const tablePatterns = (names, input) => names
        .flatMap((name) => withPartitions(relations, findTables(relations, name, input)))
        .map((t) => `${(0,identifier/* dumpPattern */.hf)(t.schema)}.${(0,identifier/* dumpPattern */.hf)(t.name)}`);
    const filtered = asked.length + request.tables.length > 0;
    const provided = profile.schemas.filter((name) => schemas.includes(name) && !request.schemas.includes(name));
    const leftOut = filtered ? [] : [...new Set([...request.excludeSchemas, ...provided])];
    const filter = {
        schemas: schemaPatterns(asked, 'schemas'),
        excludeSchemas: schemaPatterns(filtered ? request.excludeSchemas : leftOut, 'exclude-schemas'),
        tables: tablePatterns(request.tables, 'tables'),
        excludeTables: tablePatterns(request.excludeTables, 'exclude-tables'),
        excludeTableData: tablePatterns(request.excludeTableData, 'exclude-table-data'),
        schemaOnly: request.schemaOnly,
        dataOnly: request.dataOnly,
    };
    return { filter, partial: sentences({ ...request, schemas: asked }), leftOut };
}
/** The filter as arguments of a pg_dump that takes them in the encoding of the session's database. */
async function encodeFilter(session, filter) {
    const encode = (patterns) => encodedArguments(session, patterns);
    return {
        ...filter,
        schemas: await encode(filter.schemas),
        excludeSchemas: await encode(filter.excludeSchemas),
        tables: await encode(filter.tables),
        excludeTables: await encode(filter.excludeTables),
        excludeTableData: await encode(filter.excludeTableData),
    };
}
const SYSTEM_SCHEMA = /^pg_|^information_schema$/;
/**
 * Naming all schemas of the user's own and some of the provider's asks for a complete backup with those added:
 * then no schema is filtered for, and only the provider's others are left out.
 */
function withoutProviders(request, schemas, profile) {
    const own = schemas.filter((schema) => !SYSTEM_SCHEMA.test(schema) && !profile.schemas.includes(schema));
    const all = profile.schemas.length > 0 && own.every((schema) => request.schemas.includes(schema));
    for (const name of request.schemas)
        findSchema(schemas, name, 'schemas');
    return all ? [] : request.schemas;
}
function sentences(request) {
    const listed = (what, names) => (names.length === 0 ? [] : [`${what} ${names.join(', ')}`]);
    return [
        ...listed('only the schemas', request.schemas),
        ...listed('without the schemas', request.excludeSchemas),
        ...listed('only the tables', request.tables),
        ...listed('without the tables', request.excludeTables),
        ...listed('without the rows of', request.excludeTableData),
        ...(request.schemaOnly ? ['only definitions, no rows'] : []),
        ...(request.dataOnly ? ['only rows, no definitions'] : []),
    ];
}
async function readSchemas(session) {
    const rows = await session.query('SELECT nspname FROM pg_namespace ORDER BY 1');
    return rows.map((row) => row.nspname);
}
async function readRelations(session) {
    const rows = await session.query(`SELECT n.nspname AS schema, c.relname AS name, n.nspname || '.' || c.relname AS plain,
            format('%I.%I', n.nspname, c.relname) AS quoted, c.oid,
            CASE WHEN c.relkind = 'p' THEN array_to_json(ARRAY(SELECT relid::oid::bigint FROM pg_partition_tree(c.oid)))::text
                 ELSE '[]' END AS partitions
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND n.nspname !~ '^pg_(toast|temp)'`);
    return rows.map((row) => ({ ...row, partitions: JSON.parse(row.partitions) }));
}
function findSchema(schemas, name, input) {
    if (schemas.includes(name))
        return name;
    throw (0,errors/* usageError */.Wp)(`${input} names the schema ${JSON.stringify(name)}, which the database does not have`, `its schemas are ${schemas.filter((schema) => !SYSTEM_SCHEMA.test(schema)).join(', ')}`);
}
function findTables(relations, name, input) {
    const exact = relations.filter((relation) => relation.plain === name || relation.quoted === name);
    const found = exact.length > 0 ? exact : relations.filter((relation) => relation.name === name);
    if (found.length === 1)
        return found;
    if (found.length === 0) {
        throw (0,errors/* usageError */.Wp)(`${input} names the table ${JSON.stringify(name)}, which the database does not have`, 'write it as schema.table, in the case that the database has');
    }
    throw (0,errors/* usageError */.Wp)(`${input} names ${JSON.stringify(name)}, which stands for ${found.map((relation) => relation.quoted).join(', ')}`, 'write it as schema.table');
}
/** To pg_dump a partitioned table is one thing and each of its partitions another; to who names it they are one. */
function withPartitions(relations, found) {
    const oids = new Set(found.flatMap((relation) => [relation.oid, ...relation.partitions]));
    return relations.filter((relation) => oids.has(relation.oid));
}


/***/ }),

/***/ 98357:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TO: () => (/* binding */ readSourceFacts)
/* harmony export */ });
/* harmony import */ var _pooler_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14045);
/* harmony import */ var _roles_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87075);



const factsQuery = `
  SELECT current_setting('server_version') AS version, pg_encoding_to_char(d.encoding) AS encoding,
         pg_get_userbyid(d.datdba) AS owner, pg_database_size(d.oid) AS size, current_setting('lc_monetary') AS monetary,
         pg_is_in_recovery() AS recovery, current_setting('data_checksums') AS checksums,
         r.rolsuper AS superuser, r.rolbypassrls AS bypass, r.rolname AS me, to_jsonb(d) AS entry
    FROM pg_catalog.pg_database d, pg_catalog.pg_roles r
   WHERE d.datname = current_database() AND r.rolname = current_user`;
const providers = { c: 'libc', i: 'icu', b: 'builtin' };
/** Reads the facts; inside a transaction too, which it leaves usable where the role may not read the control file. */
async function readSourceFacts(session) {
    const [row] = await session.query(factsQuery);
    if (row === undefined)
        throw new Error('the session has neither a database nor a role');
    const entry = JSON.parse(row.entry);
    return {
        versionNum: session.versionNum,
        version: row.version.split(' ')[0] ?? row.version,
        major: Math.floor(session.versionNum / 10_000),
        ...(await readControlFile(session)),
        database: entry.datname ?? '',
        encoding: row.encoding,
        ...localeOf(entry),
        sizeBytes: row.size,
        lcMonetary: row.monetary,
        owner: row.owner,
        inRecovery: row.recovery,
        dataChecksums: row.checksums === 'on',
        connectedAs: row.me,
        superuser: row.superuser,
        bypassRls: row.superuser || row.bypass,
    };
}
function localeOf(entry) {
    // daticulocale became datlocale in 17; before 15 there was only libc.
    const locale = entry.datlocale ?? entry.daticulocale;
    return {
        collate: entry.datcollate ?? 'C',
        ctype: entry.datctype ?? 'C',
        localeProvider: providers[entry.datlocprovider ?? 'c'] ?? 'libc',
        ...(locale ? { icuLocale: locale } : {}),
        ...(entry.daticurules ? { icuRules: entry.daticurules } : {}),
        ...(entry.datcollversion ? { collationVersion: entry.datcollversion } : {}),
    };
}
async function readControlFile(session) {
    const [allowed] = await session.query(`SELECT has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')
        AND has_function_privilege('pg_catalog.pg_control_checkpoint()', 'EXECUTE') AS yes`);
    if (!allowed?.yes)
        return {};
    const [row] = await session.query(`SELECT s.system_identifier::text AS identifier, c.timeline_id AS timeline
       FROM pg_catalog.pg_control_system() s, pg_catalog.pg_control_checkpoint() c`);
    return row === undefined ? {} : { systemIdentifier: row.identifier, timeline: row.timeline };
}


/***/ }),

/***/ 14045:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ detectPooler)
/* harmony export */ });
/* harmony import */ var _conninfo_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56233);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82345);


/**
 * Why a dump cannot go through what this connection leads to, and the address to use instead; undefined where nothing is known against it.
 * Poolers that hand a session's transactions to different servers break the snapshot; those in session mode are fine.
 */
async function detectPooler(connection, session) {
    return poolerByAddress(connection) ?? (session === undefined ? undefined : await poolerBySession(session));
}
function poolerByAddress(connection) {
    for (const { name, port } of (0,_conninfo_js__WEBPACK_IMPORTED_MODULE_0__/* .hostsOf */ .PP)(connection.parameters)) {
        if (/\.(supabase\.com|supabase\.co|supabase\.net)$/i.test(name) && port === 6543) {
            return `port 6543 of ${name} is Supabase's pooler in transaction mode: use the session pooler, port 5432 of the same pooler host`;
        }
        if (/^[^.]*-pooler\./i.test(name) && /\.neon\.(tech|build)$/i.test(name)) {
            return `${name} is Neon's pooler: use the same address without "-pooler"`;
        }
    }
    return undefined;
}
/**
 * A server tells the number of its own process when a session starts; a pooler tells another. That alone is no fault.
 * But where a second session is given the process that the first one has just used, sessions share it.
 */
async function poolerBySession(session) {
    const told = session.client.processID;
    if ((await processOf(session)) === told)
        return undefined;
    const second = await (0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .openSession */ .f)(session.connection, { pinned: session.pinned });
    try {
        const first = await processOf(session);
        if (first !== (await processOf(second)))
            return undefined;
    }
    finally {
        await second.close();
    }
    return 'the address leads to a connection pooler in transaction mode: use the direct address of the server, or the pooler in session mode';
}
async function processOf(session) {
    const [row] = await session.query('SELECT pg_catalog.pg_backend_pid() AS pid');
    return row?.pid;
}


/***/ }),

/***/ 60715:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JD: () => (/* binding */ profileNamed),
/* harmony export */   lt: () => (/* binding */ detectProfile)
/* harmony export */ });
/* unused harmony exports profiles, chooseProfile */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

const none = { name: 'none', schemas: [], roles: [], extensions: [], advice: [] };
/** https://supabase.com/docs/guides/database/postgres/roles, and the lists of `supabase db dump` (internal/utils/misc.go in supabase/cli). */
const supabase = {
    name: 'supabase',
    schemas: `_analytics _realtime _supavisor auth cron etl extensions graphql graphql_public net pgbouncer pgsodium pgsodium_masks
    pgtle realtime storage supabase_functions vault`.split(/\s+/),
    roles: `anon authenticated authenticator dashboard_user pgbouncer pgsodium_keyholder pgsodium_keyiduser pgsodium_keymaker
    pgtle_admin postgres service_role supabase_admin supabase_auth_admin supabase_etl_admin supabase_functions_admin
    supabase_privileged_role supabase_read_only_user supabase_realtime_admin supabase_replication_admin supabase_storage_admin`.split(/\s+/),
    extensions: ['pg_graphql', 'pg_net', 'pgsodium', 'pgjwt', 'supabase_vault', 'supautils', 'wrappers'],
    advice: [
        'the rows of auth and storage are left out unless they are asked for with schemas',
        'the direct host answers over IPv6 only: from a network without it use the session pooler, port 5432 of the pooler host, as user postgres.<project>',
        'never restore there with --clean: it removes default grants, and the API then answers 401',
    ],
    shownBy: { roles: ['supabase_admin', 'supabase_auth_admin'], schemas: ['auth', 'storage'] },
};
const others = [
    {
        name: 'rds',
        schemas: [],
        roles: `rdsadmin rds_superuser rds_replication rds_password rds_iam rds_ad rds_reserved rds_extension rdstopmgr rdsrepladmin
      rdswriteforwarduser`.split(/\s+/),
        extensions: ['aws_commons', 'aws_lambda', 'aws_s3', 'rds_tools', 'apg_plan_mgmt', 'aws_ml'],
        advice: ['no role is a superuser: grant pg_read_all_data and rds_superuser to the role that backs up'],
        shownBy: { roles: ['rdsadmin'] },
    },
    {
        name: 'cloudsql',
        schemas: [],
        roles: `cloudsqladmin cloudsqlagent cloudsqlconnpooladmin cloudsqliamgroup cloudsqliamgroupserviceaccount cloudsqliamgroupuser
      cloudsqliamserviceaccount cloudsqliamuser cloudsqlimportexport cloudsqlinactiveuser cloudsqlobservabilityadmin
      cloudsqlreplica cloudsqlsuperuser`.split(/\s+/),
        extensions: ['google_ml_integration', 'google_columnar_engine'],
        advice: ['no role is a superuser: grant pg_read_all_data to the role that backs up'],
        shownBy: { roles: ['cloudsqladmin'] },
    },
    {
        name: 'azure',
        schemas: ['azure_sys'],
        roles: ['azure_pg_admin', 'azuresu', 'azure_superuser', 'replication'],
        extensions: ['azure', 'azure_ai', 'azure_storage', 'pg_azure_storage'],
        advice: ['extensions must be on the list of the parameter azure.extensions of the server that is restored into'],
        shownBy: { roles: ['azure_pg_admin', 'azuresu'] },
    },
    {
        name: 'neon',
        schemas: ['neon', 'neon_migration'],
        roles: ['cloud_admin', 'neon_superuser', 'neon_service', 'databricks_superuser'],
        extensions: ['neon', 'neon_utils'],
        advice: ['a suspended compute answers after some seconds: raise connect_timeout if it does not answer in time'],
        shownBy: { roles: ['neon_superuser'] },
    },
    {
        name: 'timescale',
        schemas: [],
        roles: ['tsdbadmin', 'tsdbowner', 'tsdbexplorer'],
        extensions: ['timescaledb_toolkit', 'timescaledb_osm'],
        advice: [
            'a restore needs the same version of timescaledb, timescaledb_pre_restore() before it and timescaledb_post_restore() after it',
        ],
        shownBy: { extensions: ['timescaledb'] },
    },
];
/** By name, in the order in which they are looked for. */
const profiles = new Map([none, supabase, ...others].map((one) => [one.name, one]));
/** The provider that the server shows itself to be, by roles, schemas and extensions that only it has; else `none`. */
async function detectProfile(session) {
    const [row] = await session.query(`SELECT jsonb_build_object(
       'roles', (SELECT jsonb_agg(rolname) FROM pg_catalog.pg_roles),
       'schemas', (SELECT jsonb_agg(nspname) FROM pg_catalog.pg_namespace),
       'extensions', (SELECT jsonb_agg(extname) FROM pg_catalog.pg_extension)) AS shown`);
    const shown = JSON.parse(row?.shown ?? '{}');
    const has = (kind) => (name) => shown[kind]?.includes(name) ?? false;
    const known = [supabase, ...others].find(({ shownBy }) => (shownBy.roles?.some(has('roles')) || shownBy.extensions?.some(has('extensions'))) &&
        (shownBy.schemas ?? []).every(has('schemas')));
    return known ?? none;
}
/** The profile of that name; another word is a usage error. */
function profileNamed(name) {
    const profile = profiles.get(name);
    if (profile)
        return profile;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`the profile "${name}" is not known`, `use one of: auto, ${[...profiles.keys()].join(', ')}`);
}
/** The profile of that name, or for `auto` what the server shows. */
async function chooseProfile(name, session) {
    return name === 'auto' ? await detectProfile(session) : profileNamed(name);
}


/***/ }),

/***/ 87075:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QX: () => (/* binding */ settingName),
/* harmony export */   SA: () => (/* binding */ settingValue),
/* harmony export */   iZ: () => (/* binding */ readRoles),
/* harmony export */   sI: () => (/* binding */ rolesSql)
/* harmony export */ });
/* harmony import */ var _identifier_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86967);

/** The roles of the server in the order of their names; the server's own (`pg_…`) only as what others are members of. */
async function readRoles(session) {
    const rows = await session.query(`SELECT jsonb_build_object(
              'name', r.rolname, 'bootstrap', r.oid = 10, 'superuser', r.rolsuper, 'inherit', r.rolinherit,
              'createRole', r.rolcreaterole, 'createDatabase', r.rolcreatedb, 'login', r.rolcanlogin,
              'replication', r.rolreplication, 'bypassRls', r.rolbypassrls, 'connectionLimit', r.rolconnlimit,
              'validUntil', r.rolvaliduntil::text, 'comment', shobj_description(r.oid, 'pg_authid'),
              'settings', coalesce((SELECT jsonb_agg(jsonb_build_object(
                  'name', split_part(one, '=', 1), 'value', substr(one, strpos(one, '=') + 1)) ORDER BY place)
                FROM unnest(r.rolconfig) WITH ORDINALITY AS config (one, place)), '[]'),
              'memberOf', coalesce((SELECT jsonb_agg(m ORDER BY m ->> 'role') FROM (${membershipQuery(session)}) AS g (m)), '[]')
            ) AS role
       FROM pg_catalog.pg_roles r
      WHERE r.rolname !~ '^pg_'
      ORDER BY r.rolname`);
    return rows.map((row) => JSON.parse(row.role));
}
/** One row per role granted; grants of the same role by several grantors are taken together. */
function membershipQuery(session) {
    const options = session.versionNum >= 160_000 ? `, 'inherit', bool_or(a.inherit_option), 'set', bool_or(a.set_option)` : '';
    return `SELECT jsonb_build_object('role', t.rolname, 'admin', bool_or(a.admin_option)${options})
            FROM pg_catalog.pg_auth_members a JOIN pg_catalog.pg_roles t ON t.oid = a.roleid
           WHERE a.member = r.oid GROUP BY t.rolname`;
}
/**
 * SQL that makes the roles, with attributes, comments, settings and memberships but without passwords; it may be run again, and over roles that exist.
 * With `login: false` no role can log in (for a restore-test). With `superuser: false` what only a superuser may say is said only where it is on.
 */
function rolesSql(roles, options = {}) {
    const statements = [
        ...roles.filter((role) => !role.bootstrap).map(creation),
        ...roles.filter((role) => !role.bootstrap).map((role) => attributes(role, options)),
        ...roles.flatMap(remarks),
        ...roles.flatMap(memberships),
    ];
    return statements.map((statement) => `${statement};\n`).join('');
}
function creation({ name }) {
    const create = `CREATE ROLE ${(0,_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteIdentifier */ .Cm)(name)}`;
    return `DO ${(0,_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteLiteral */ .ce)(`BEGIN ${create}; EXCEPTION WHEN duplicate_object THEN NULL; END`)}`;
}
const OF_SUPERUSERS = ['SUPERUSER', 'REPLICATION', 'BYPASSRLS'];
function attributes(role, { login = true, superuser = true }) {
    const flags = [
        [role.superuser, 'SUPERUSER'],
        [role.inherit, 'INHERIT'],
        [role.createRole, 'CREATEROLE'],
        [role.createDatabase, 'CREATEDB'],
        [role.login && login, 'LOGIN'],
        [role.replication, 'REPLICATION'],
        [role.bypassRls, 'BYPASSRLS'],
    ];
    const said = flags.filter(([on, word]) => on || superuser || !OF_SUPERUSERS.includes(word));
    const words = said.map(([on, word]) => (on ? word : `NO${word}`));
    const limit = role.connectionLimit === -1 ? [] : [`CONNECTION LIMIT ${role.connectionLimit}`];
    const until = role.validUntil === null ? [] : [`VALID UNTIL ${(0,_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteLiteral */ .ce)(role.validUntil)}`];
    return `ALTER ROLE ${(0,_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteIdentifier */ .Cm)(role.name)} WITH ${[...words, ...limit, ...until].join(' ')}`;
}
function remarks(role) {
    const name = (0,_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteIdentifier */ .Cm)(role.name);
    const comment = role.comment === null ? [] : [`COMMENT ON ROLE ${name} IS ${(0,_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteLiteral */ .ce)(role.comment)}`];
    const settings = role.settings.map((setting) => `ALTER ROLE ${name} SET ${settingName(setting.name)} TO ${settingValue(setting.name, setting.value)}`);
    return [...comment, ...settings];
}
function memberships(role) {
    return role.memberOf.map((grant) => {
        const options = [];
        if (grant.admin)
            options.push('ADMIN TRUE');
        if (grant.inherit !== undefined && grant.inherit !== role.inherit)
            options.push(`INHERIT ${grant.inherit ? 'TRUE' : 'FALSE'}`);
        if (grant.set === false)
            options.push('SET FALSE');
        // The words that servers before 16 know, wherever they say enough.
        const words = options.length === 1 && grant.admin ? 'ADMIN OPTION' : options.join(', ');
        const grantee = `GRANT ${(0,_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteIdentifier */ .Cm)(grant.role)} TO ${(0,_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteIdentifier */ .Cm)(role.name)}`;
        return words === '' ? grantee : `${grantee} WITH ${words}`;
    });
}
/** Names of extensions' settings have a dot, which separates two identifiers. */
function settingName(name) {
    return name.split('.').map(_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteIdentifier */ .Cm).join('.');
}
/** Settings whose value is a list of quoted names (GUC_LIST_QUOTE): each name is a literal of its own. variable_is_guc_list_quote in dumputils.c */
const listSettings = new Set([
    'local_preload_libraries',
    'search_path',
    'session_preload_libraries',
    'shared_preload_libraries',
    'temp_tablespaces',
    'unix_socket_directories',
]);
function settingValue(name, value) {
    if (!listSettings.has(name.toLowerCase()))
        return (0,_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteLiteral */ .ce)(value);
    const names = value.match(/"(?:[^"]|"")*"|[^,\s"]+/g) ?? [''];
    return names.map((one) => (0,_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteLiteral */ .ce)(one.startsWith('"') ? one.slice(1, -1).replaceAll('""', '"') : one)).join(', ');
}


/***/ })

};
