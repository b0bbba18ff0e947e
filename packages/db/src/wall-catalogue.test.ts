import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";

/*
 * What the database's own catalogue says of the wall. Every rule is put to whatever tables, roles and functions there are,
 * so that a new migration is held to it without a word here. Each query lists what breaks its rule.
 */

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.close());

const RUNNING = "'cfa_app', 'cfa_job', 'cfa_authn'";
const WALL = "(company_id = (NULLIF(current_setting('app.company_id'::text, true), ''::text))::uuid)";
const OURS = "('public', 'auth', 'pgboss')";
/** Tables of `public`, and whether they belong to companies. */
const TABLES = `
  select c.oid, c.relname, c.relowner, c.relacl, c.relrowsecurity, c.relforcerowsecurity,
         exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'company_id') as is_walled
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;

const breaches = (query: string): Promise<object[]> => database.asOwner(query);

test("every table is walled also against its owner, and belongs to cfa_owner", async () => {
  expect(
    await breaches(`select relname from (${TABLES}) t where relname <> 'migration'
      and not (relrowsecurity and relforcerowsecurity and pg_get_userbyid(relowner) = 'cfa_owner')`),
  ).toEqual([]);
});

test("the roles that see books see them through the one policy, reading and writing", async () => {
  expect(
    await breaches(`
      select t.relname, p.polname, pg_get_expr(p.polqual, p.polrelid) as using,
             pg_get_expr(p.polwithcheck, p.polrelid) as with_check
      from (${TABLES}) t join pg_policy p on p.polrelid = t.oid
      where t.is_walled and p.polpermissive
        and exists (select from unnest(p.polroles) r where r = 0 or pg_get_userbyid(r) in ('cfa_app', 'cfa_job'))
        and not (p.polcmd = '*' and pg_get_expr(p.polqual, p.polrelid) = $$${WALL}$$
                 and pg_get_expr(p.polwithcheck, p.polrelid) = $$${WALL}$$)`),
  ).toEqual([]);
});

test("before a company is known nothing is written behind the wall, and nothing of the books is read", async () => {
  expect(
    await breaches(`
      select t.relname from (${TABLES}) t
      where t.is_walled and (has_any_column_privilege('cfa_authn', t.oid, 'insert, update')
                             or has_table_privilege('cfa_authn', t.oid, 'delete'))`),
  ).toEqual([]);
  expect(
    await breaches(`
      select a.attrelid::regclass::text, a.attname from (${TABLES}) t join pg_attribute a on a.attrelid = t.oid
      where t.is_walled and a.attnum > 0 and not a.attisdropped
        and has_column_privilege('cfa_authn', t.oid, a.attnum, 'select')
        and (a.atttypid in ('bigint'::regtype, 'numeric'::regtype, 'date'::regtype, 'jsonb'::regtype)
             or a.attname in ('ledger_id', 'voucher_id', 'bill_id', 'narration', 'phone', 'record', 'sealed'))`),
  ).toEqual([]);
});

test("a table without a company is at most read by the roles that see books", async () => {
  expect(
    await breaches(`
      select t.relname, r.role, w.act
      from (${TABLES}) t, unnest(array['cfa_app', 'cfa_job']) as r(role),
           unnest(array['insert', 'update', 'delete']) as w(act)
      where not t.is_walled and has_table_privilege(r.role, t.oid, w.act)`),
  ).toEqual([]);
});

test("the running roles own nothing, log in nowhere and are above nothing", async () => {
  expect(
    await breaches(`
      select rolname from pg_roles where rolname in (${RUNNING}, 'cfa_owner')
        and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolcanlogin or rolinherit)`),
  ).toEqual([]);
  expect(await breaches(`select 1 from pg_roles where rolname in (${RUNNING})`)).toHaveLength(3);
  expect(
    await breaches(`
      select member::regrole::text as who, roleid::regrole::text as becomes from pg_auth_members
      where member::regrole::text in (${RUNNING})`),
  ).toEqual([]);
  expect(
    await breaches(`
      select c.relname from pg_class c where pg_get_userbyid(c.relowner) in (${RUNNING})
      union all select p.proname from pg_proc p where pg_get_userbyid(p.proowner) in (${RUNNING})`),
  ).toEqual([]);
});

test("the running login becomes the three roles and nothing else, and has nothing by itself", async () => {
  const login = decodeURIComponent(new URL(database.runUrl).username);
  expect(
    await database.asOwner(
      `select m.roleid::regrole::text as role, m.inherit_option as inherits, m.admin_option as hands_on
       from pg_auth_members m where m.member = $1::regrole order by 1`,
      [login],
    ),
  ).toEqual(["cfa_app", "cfa_authn", "cfa_job"].map((role) => ({ role, inherits: false, hands_on: false })));
  expect(
    await database.asOwner(
      `select t.relname from (${TABLES}) t
       where has_any_column_privilege($1, t.oid, 'select, insert, update') or has_table_privilege($1, t.oid, 'delete')`,
      [login],
    ),
  ).toEqual([]);
});

test("keys, unique indexes and what they point at begin with the company", async () => {
  expect(
    await breaches(`
      select con.conrelid::regclass::text as table_name, con.conname
      from pg_constraint con join pg_attribute a on a.attrelid = con.conrelid and a.attnum = con.conkey[1]
      where con.connamespace = 'public'::regnamespace and con.contype in ('p', 'u', 'f')
        and a.attname <> 'company_id' and con.conrelid <> 'migration'::regclass`),
  ).toEqual([]);
  expect(
    await breaches(`
      select i.indexrelid::regclass::text as index_name from (${TABLES}) t join pg_index i on i.indrelid = t.oid
      left join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
      where t.is_walled and (i.indisunique or i.indisexclusion) and a.attname is distinct from 'company_id'`),
  ).toEqual([]);
  expect(
    await breaches(`
      select con.conrelid::regclass::text as table_name, con.conname from pg_constraint con
      join pg_attribute a on a.attrelid = con.confrelid and a.attnum = con.confkey[1]
      where con.connamespace = 'public'::regnamespace and con.contype = 'f' and a.attname <> 'company_id'`),
  ).toEqual([]);
});

test("there is no way around: no view with its owner's eyes, no stored copy, no function with its owner's rights", async () => {
  expect(
    await breaches(`
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${OURS} and (c.relkind = 'm' or (c.relkind = 'v'
        and not coalesce(c.reloptions @> array['security_invoker=true'], false)))`),
  ).toEqual([]);
  expect(
    await breaches(`
      select n.nspname, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ${OURS} and (p.prosecdef or p.proleakproof)`),
  ).toEqual([]);
});

test("what builds the wall is for migrations: no running role calls a function of ours", async () => {
  const called = `pg_proc p where p.pronamespace = 'public'::regnamespace and p.prorettype is distinct from 'trigger'::regtype`;
  expect(await database.asOwner(`select p.proname from ${called}`)).toEqual([{ proname: "wall" }]);
  expect(
    await breaches(`
      select f.proname, r.role from (select p.oid, p.proname from ${called}) f, unnest(array[${RUNNING}]) as r(role)
      where has_function_privilege(r.role, f.oid, 'execute')`),
  ).toEqual([]);
});

test("nobody running may empty a table, hang a trigger on it, point a key at it or make one", async () => {
  expect(
    await breaches(`
      select t.relname, r.role from (${TABLES}) t, unnest(array[${RUNNING}]) as r(role)
      where has_table_privilege(r.role, t.oid, 'truncate, references, trigger')`),
  ).toEqual([]);
  expect(
    await breaches(`
      select n.nspname, r.role from pg_namespace n, unnest(array[${RUNNING}]) as r(role)
      where n.nspname in ${OURS} and has_schema_privilege(r.role, n.oid, 'create')`),
  ).toEqual([]);
  expect(
    await breaches(`
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) acl
      where n.nspname in ${OURS} and acl.grantee = 0`),
  ).toEqual([]);
});

test("people and their sessions are open to sign-in alone", async () => {
  expect(
    await breaches(`
      select c.relname, r.role from pg_class c join pg_namespace n on n.oid = c.relnamespace,
             unnest(array['cfa_app', 'cfa_job']) as r(role)
      where n.nspname = 'auth' and c.relkind = 'r' and has_any_column_privilege(r.role, c.oid, 'select, insert, update')`),
  ).toEqual([]);
});

test("a job names its company and holds nothing of its books", async () => {
  expect(
    await breaches(`
      select a.attname from pg_attribute a where a.attrelid = 'pgboss.job'::regclass and a.attnum > 0
        and a.attname ~ '(amount|narration|party|ledger)'`),
  ).toEqual([]);
});
