/** What belongs to the database itself: done after the restore's last step, with the database's name. */
export const ofDatabase: [title: string, sql: (name: string) => string, found: string[]][] = [
  ['a setting is gone', (name) => `ALTER DATABASE ${name} RESET timezone`, ['database: setting timezone changed']],
  [
    'a setting has another value',
    (name) => `ALTER DATABASE ${name} SET timezone = 'Asia/Kathmandu'`,
    ['database: setting timezone changed'],
  ],
  [
    "a user's own setting has another value",
    (name) => `ALTER DATABASE ${name} SET app.key = 'other'`,
    ['database: setting app.key changed'],
  ],
  [
    'a setting is besides',
    (name) => `ALTER DATABASE ${name} SET work_mem = '3MB'`,
    ['database: setting work_mem changed'],
  ],
  [
    "a role's setting in it is gone",
    (name) => `ALTER ROLE keeper IN DATABASE ${name} RESET ALL`,
    ['database: setting lock_timeout of keeper changed'],
  ],
  [
    "another role's setting in it is besides",
    (name) => `ALTER ROLE reader IN DATABASE ${name} SET work_mem = '3MB'`,
    ['database: setting work_mem of reader changed'],
  ],
  ['a grant is gone', (name) => `REVOKE CREATE ON DATABASE ${name} FROM keeper`, ['database: grants changed']],
  ['everybody may connect', (name) => `GRANT CONNECT ON DATABASE ${name} TO PUBLIC`, ['database: grants changed']],
  ['the comment is gone', (name) => `COMMENT ON DATABASE ${name} IS NULL`, ['database: comment changed']],
  [
    'the connection limit is another',
    (name) => `ALTER DATABASE ${name} CONNECTION LIMIT -1`,
    ['database: connection limit changed'],
  ],
  ['the template flag is off', (name) => `ALTER DATABASE ${name} IS_TEMPLATE false`, ['database: template changed']],
  ['the owner is another', (name) => `ALTER DATABASE ${name} OWNER TO reader`, ['database: owner changed']],
]

/** Gives a source what `ofDatabase` takes away. */
export const databaseFacts = (name: string) => `
  ALTER DATABASE ${name} SET timezone = 'Asia/Tokyo'; ALTER DATABASE ${name} SET app.key = 'secret';
  ALTER ROLE keeper IN DATABASE ${name} SET lock_timeout = '7s'; GRANT CREATE ON DATABASE ${name} TO keeper;
  REVOKE CONNECT ON DATABASE ${name} FROM PUBLIC; COMMENT ON DATABASE ${name} IS 'the shop';
  ALTER DATABASE ${name} CONNECTION LIMIT 50; ALTER DATABASE ${name} IS_TEMPLATE true; ALTER DATABASE ${name} OWNER TO keeper;`
