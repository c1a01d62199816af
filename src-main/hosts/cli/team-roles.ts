import { runtimeRole } from '../../platform/database/postgres/grants.ts';
import { statementLimit } from '../../platform/database/postgres/write-transaction.ts';

export interface RoleNames {
  /** Owns the tables, and signs in to make and change them. */
  readonly owner: string;
  /** Signs in for the team's servers. */
  readonly server: string;
}

/**
 * SQL that makes the roles of a team's database, for an administrator to pipe into psql. It holds
 * no passwords, needs no superuser, and may be run again: what is there stays.
 *
 * @param names plain identifiers (`isRoleName`)
 */
export function rolesSql({ owner, server }: RoleNames): string {
  return `-- The roles of a Countersign team's database. An administrator runs this in the database that is
-- to hold the store, new and empty, and encoded in UTF-8:
--
--   createdb --template template0 --encoding UTF8 countersign
--   countersign team roles | psql -X -v ON_ERROR_STOP=1 countersign
--
-- It takes no superuser: the administrator has to own the database and to have CREATEROLE. On a
-- managed service that is the role you are given; make the database there in the service's own way.
-- It may be run again: what is there stays.

begin;

do $$
begin
  -- What the servers may do. "countersign team init" and "team migrate" give this group its rights:
  -- to read, add and change; never to change the audit log, nor the schema.
  if not exists (select 1 from pg_roles where rolname = '${runtimeRole}') then
    create role ${runtimeRole} nologin;
  end if;
  -- Owns the tables. Only "countersign team init", "team migrate" and "move" sign in as this role.
  if not exists (select 1 from pg_roles where rolname = '${owner}') then
    create role ${owner} login;
  end if;
  -- The servers sign in as this role.
  if not exists (select 1 from pg_roles where rolname = '${server}') then
    create role ${server} login;
  end if;
end
$$;

grant ${runtimeRole} to ${server};

-- A statement that is stuck ends by itself. The servers ask for the same on each connection; behind a
-- pooler, which hands connections around, this is what holds. Give further roles of servers the same.
alter role ${server} set statement_timeout = '${statementLimit}';

-- Nobody else gets in, and only the owner makes anything here.
do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to ${owner}, ${runtimeRole}', current_database());
end
$$;
revoke create on schema public from public;
grant usage, create on schema public to ${owner};
grant usage on schema public to ${runtimeRole};

commit;

-- Then give both a password, each asked for at the terminal:
--
--   psql -X countersign -c '\\password ${owner}' -c '\\password ${server}'
`;
}

/** Whether a name can stand in SQL as it is. */
export function isRoleName(name: string): boolean {
  return /^[a-z_][a-z0-9_]{0,62}$/.test(name);
}
