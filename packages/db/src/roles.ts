import type pg from "pg";

import { fail, ok, type Result } from "@cfa/values/result";

import { asAuthn } from "./company-scope.ts";
import type { Database } from "./client.ts";

/** cfa_owner owns every table and is only entered by migrations; the others are what the running login may become. */
const RUNNING_ROLES = ["cfa_app", "cfa_job", "cfa_authn"] as const;

/**
 * Makes the roles that are missing and gives the running login exactly the right to enter the three running roles.
 * The login is made with the URL's password where it does not exist; an existing one is not altered.
 */
export async function ensureRoles(owner: pg.Client, runUrl: string): Promise<void> {
  const { user, password } = loginOf(runUrl);
  for (const role of ["cfa_owner", ...RUNNING_ROLES]) await createRole(owner, role, "nologin");
  await createRole(owner, user, `login password ${owner.escapeLiteral(password)}`);
  await owner.query("grant cfa_owner to current_user with inherit true, set true");
  for (const role of RUNNING_ROLES) {
    await owner.query(`grant ${role} to ${owner.escapeIdentifier(user)} with inherit false, set true`);
  }
}

/**
 * Refuses a running login that could look past the wall: superuser, BYPASSRLS, owner of a table, or able to become
 * one of these; and one that lacks a running role. The failure is one line for the operator.
 */
export async function checkRunningLogin(db: Database): Promise<Result<void, string>> {
  const rows = await asAuthn(db, (tx) =>
    tx.run<{ login: string; role: string; reason: string }>(`
      select session_user as login, r.rolname as role,
             case when r.rolsuper then 'is a superuser' when r.rolbypassrls then 'has BYPASSRLS'
                  else 'owns tables' end as reason
      from pg_roles r
      where pg_has_role(session_user, r.oid, 'MEMBER')
        and (r.rolsuper or r.rolbypassrls or r.rolname = 'cfa_owner'
             or exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relowner = r.oid and c.relkind in ('r', 'p')
                          and n.nspname in ('public', 'auth', 'pgboss')))
      order by r.rolname <> session_user
      limit 1`),
  );
  const risk = rows[0];
  if (risk === undefined) return ok(undefined);
  const which = risk.role === risk.login ? "" : ` through the role "${risk.role}"`;
  return fail(
    `DATABASE_URL: the login "${risk.login}" ${risk.reason}${which}, so companies would not be kept apart; use a plain login that is a member of cfa_app, cfa_job and cfa_authn only.`,
  );
}

/** User and password of a PostgreSQL URL. */
function loginOf(url: string): { user: string; password: string } {
  const { username, password } = new URL(url);
  if (username === "") throw new TypeError("DATABASE_URL names no login");
  return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
}

async function createRole(owner: pg.Client, role: string, rights: string): Promise<void> {
  const { rowCount } = await owner.query("select from pg_roles where rolname = $1", [role]);
  if (rowCount !== 0) return;
  await owner
    .query(
      `create role ${owner.escapeIdentifier(role)} ${rights} noinherit nosuperuser nocreatedb nocreaterole nobypassrls`,
    )
    .catch((error: unknown) => {
      // Another database of the same server is being migrated at this moment.
      if (!isDuplicate(error)) throw error;
    });
}

function isDuplicate(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "42710" || error.code === "23505");
}
