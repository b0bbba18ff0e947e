import type { TestDatabase } from "./test-database.ts";

/* Rows for every table that belongs to companies, whatever tables there are: for tests of the wall between companies. */

export type WalledTable = {
  readonly name: string;
  /** Columns of the table's row, with a value as SQL. The company's own column is not among them. */
  readonly values: readonly (readonly [column: string, value: string])[];
};

/** Every id in such a row, whatever it is the id of: so rows of one company hang together. */
export const ROW_ID = "99999999-9999-4999-8999-999999999999";

type Owner = Pick<TestDatabase, "asOwner">;
type Column = { table_name: string; name: string; type: string; needed: boolean; allowed: string | null };

/**
 * The tables of `public` that have a company's column, and what makes a row of each. Read from the catalogue. With `text`
 * every text that may say anything says that; without, only what a row cannot do without is there.
 */
export async function walledTables(database: Owner, options: { text?: string } = {}): Promise<WalledTable[]> {
  const names = await database.asOwner<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  const columns = await database.asOwner<Column>(
    `select a.attrelid::regclass::text as table_name, a.attname as name, format_type(a.atttypid, null) as type,
            a.attnotnull and not a.atthasdef and a.attidentity = '' as needed,
            (select substring(pg_get_constraintdef(k.oid) from 'ARRAY\\[(''[^'']*''::text)') from pg_constraint k
             where k.conrelid = a.attrelid and k.contype = 'c' and k.conkey = array[a.attnum]
             order by k.oid limit 1) as allowed
     from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0
       and not a.attisdropped and a.attgenerated = '' and a.attname <> 'company_id' order by a.attnum`,
  );
  const said = (column: Column): boolean =>
    options.text !== undefined && (column.type === "text" || column.type === "uuid");
  return names.map(({ name }) => ({
    name,
    values: columns
      .filter((column) => column.table_name === name && (column.needed || said(column)))
      .map((column) => [column.name, valueOf(column, options.text ?? "walled")] as const),
  }));
}

/**
 * Writes a row of each table for each company (UUIDs), past what a row must mean: the rows are there to be seen or not to
 * be seen. What is written afterwards is held to the checks again.
 */
export async function fillEveryTable(
  database: Owner,
  companyIds: readonly string[],
  options: { text?: string } = {},
): Promise<WalledTable[]> {
  const tables = await walledTables(database, options);
  const checks = await database.asOwner<{ table: string; name: string; rule: string }>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as rule from pg_constraint
     where contype = 'c' and conrelid <> 0 and connamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of checks)
    await database.asOwner(`alter table ${table} drop constraint "${name}"`);
  await database.asOwner("set session_replication_role = replica"); // no triggers, no foreign keys
  for (const table of tables) {
    for (const companyId of companyIds) await database.asOwner(insertInto(table, companyId));
  }
  await database.asOwner("set session_replication_role = origin");
  for (const { table, name, rule } of checks) {
    const later = rule.endsWith("NOT VALID") ? rule : `${rule} not valid`;
    await database.asOwner(`alter table ${table} add constraint "${name}" ${later}`);
  }
  return tables;
}

/** The statement that adds a table's row; rows of two companies differ in nothing but the company. */
export function insertInto(table: WalledTable, companyId: string): string {
  const columns = ["company_id", ...table.values.map(([column]) => `"${column}"`)].join(", ");
  const values = [`'${companyId}'`, ...table.values.map(([, value]) => value)].join(", ");
  return `insert into "${table.name}" (${columns}) values (${values}) on conflict do nothing`;
}

function valueOf({ table_name, name, type, allowed }: Column, text: string): string {
  if (allowed !== null) return allowed;
  if (type === "text") return `'${text}'`;
  if (type.endsWith("[]")) return "'{}'";
  const value = VALUES[type];
  if (value === undefined) throw new Error(`no value for a ${type} is known: ${table_name}.${name}`);
  return value;
}

const VALUES: Readonly<Record<string, string>> = {
  uuid: `'${ROW_ID}'`,
  "character varying": "'walled'",
  boolean: "false",
  smallint: "1",
  integer: "1",
  bigint: "1",
  numeric: "1",
  real: "1",
  date: "'2026-04-01'",
  "timestamp with time zone": "'2026-04-01T00:00:00Z'",
  bytea: String.raw`'\x01'`,
  jsonb: "'[]'",
  json: "'{}'",
  inet: "'127.0.0.1'",
};
