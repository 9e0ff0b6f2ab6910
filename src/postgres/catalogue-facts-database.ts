export const databaseQuery = `
  SELECT pg_get_userbyid(b.datdba) AS owner, shobj_description(b.oid, 'pg_database') AS comment,
    b.datconnlimit AS "connectionLimit", b.datistemplate AS "isTemplate", b.datallowconn AS "allowConnections",
    (SELECT coalesce(json_agg(json_build_object('role', r.rolname, 'name', split_part(o.option, '=', 1),
         'value', substr(o.option, strpos(o.option, '=') + 1)) ORDER BY r.rolname NULLS FIRST, o.option), '[]')
     FROM pg_db_role_setting s
     LEFT JOIN pg_roles r ON r.oid = s.setrole, unnest(s.setconfig) AS o (option)
     WHERE s.setdatabase = b.oid AND (s.setrole = 0 OR r.oid IS NOT NULL)) AS settings,
    (SELECT coalesce(json_agg(json_build_object('grantee', r.rolname, 'privilege', a.privilege_type,
         'grantable', a.is_grantable) ORDER BY r.rolname NULLS FIRST, a.privilege_type, a.grantor), '[]')
     FROM aclexplode(coalesce(b.datacl, acldefault('d', b.datdba))) AS a
     LEFT JOIN pg_roles r ON r.oid = a.grantee) AS grants
  FROM pg_database b
  WHERE b.datname = current_database()`

export const extensionsQuery = `
  SELECT e.extname AS name, e.extversion AS version, n.nspname AS schema,
    (SELECT coalesce(json_agg(json_build_object('schema', tn.nspname, 'name', t.relname, 'filtered',
         c.condition <> '') ORDER BY tn.nspname, t.relname), '[]')
     FROM unnest(e.extconfig, e.extcondition) AS c (relation, condition)
     JOIN pg_class t ON t.oid = c.relation AND t.relkind IN ('r', 'p')
     JOIN pg_namespace tn ON tn.oid = t.relnamespace) AS "configTables"
  FROM pg_extension e
  JOIN pg_namespace n ON n.oid = e.extnamespace
  ORDER BY 1`

export const serversQuery = `
  SELECT s.srvname AS name, w.fdwname AS wrapper,
    (SELECT count(*) FROM pg_user_mappings m WHERE m.srvid = s.oid) AS "userMappings"
  FROM pg_foreign_server s
  JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
  ORDER BY 1`

/** Its connection string is for superusers only, and is not asked for. */
export const subscriptionsQuery = `
  SELECT s.subname AS name, s.subenabled AS enabled
  FROM pg_subscription s
  JOIN pg_database b ON b.oid = s.subdbid AND b.datname = current_database()
  ORDER BY 1`

export const publicationsQuery = 'SELECT pubname AS name, puballtables AS "allTables" FROM pg_publication ORDER BY 1'

export const eventTriggersQuery = 'SELECT evtname AS name, evtenabled AS enabled FROM pg_event_trigger ORDER BY 1'

export const tablespacesQuery = `
  SELECT s.spcname AS name, count(*) AS relations
  FROM pg_class c
  JOIN pg_tablespace s ON s.oid = c.reltablespace
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND s.spcname <> 'pg_global'
  GROUP BY 1 ORDER BY 1`

export const serverQuery = `
  SELECT (SELECT count(*) FROM pg_roles WHERE rolcanlogin AND rolname !~ '^pg_') AS "loginRoles",
    (SELECT count(*) FROM pg_database WHERE datname NOT IN (current_database(), 'template0', 'template1', 'postgres'))
      AS "otherDatabases",
    (SELECT count(*) FROM pg_replication_slots WHERE database = current_database()) AS "replicationSlots"`
