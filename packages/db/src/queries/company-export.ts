import { sql } from "kysely";

import type { Database } from "../client.ts";
import { asAuthn, inCompany, type CompanyTx } from "../company-scope.ts";
import type { CompanySnapshot } from "./snapshot.ts";

/** What is not taken along, and why. Everything else that has a company_id is. */
export const NOT_EXPORTED: Readonly<Record<string, string>> = {
  company_export: "the file itself",
  company_export_piece: "the file itself",
  company_secret: "sealed: it opens nowhere else",
  company_data_key: "opens what is sealed",
  offer_salt: "by it the next parties without offers could be known beforehand",
  assistant_turn: "what a member asked is that member's alone",
  address_salt: "by it hashes of numbers could be tried out",
};

/** Hashes of secrets say nothing to people. */
const NOT_SHOWN = new Set([
  "key_hash",
  "token_hash",
  "code_hash",
  "claim_hash",
  "nonce_hash",
  "address_hash",
  "hook_token",
  "body_hash",
  "token", // whoever knows a phone's can send to it
  "text_hash",
]);
const AT_ONCE = 1_000;

export type ExportRow = {
  exportId: string;
  state: "waiting" | "ready" | "failed";
  by: string;
  askedAt: Date;
  expiresAt: Date;
  bytes: bigint;
  rows: bigint;
};

/** The latest file that was asked for. */
export async function exportIn(tx: CompanyTx): Promise<ExportRow | undefined> {
  const rows = await tx.run<ExportRow>(
    `select export_id as "exportId", state, asked_by_name as by, asked_at as "askedAt", expires_at as "expiresAt",
       bytes, rows from company_export where company_id = $1`,
    [tx.companyId],
  );
  return rows[0];
}

/** Begins anew: what was made before goes. */
export async function askForExport(
  tx: CompanyTx,
  asked: { exportId: string; by: string; now: Date; expiresAt: Date },
): Promise<void> {
  await tx.run("delete from company_export where company_id = $1", [tx.companyId]);
  await tx.run(
    `insert into company_export (company_id, export_id, state, asked_by_name, asked_at, expires_at)
     values ($1, $2, 'waiting', $3, $4, $5)`,
    [tx.companyId, asked.exportId, asked.by, asked.now, asked.expiresAt],
  );
}

/** Locks the file that is to be made; false when another was asked for since, or it is made already. */
export async function lockExport(tx: CompanyTx, exportId: string): Promise<boolean> {
  const rows = await tx.run(
    `select true from company_export
     where company_id = $1 and export_id = $2 and state = 'waiting' for update`,
    [tx.companyId, exportId],
  );
  return rows.length > 0;
}

/** Keeps a piece of the file. */
export async function keepExportPiece(tx: CompanyTx, pieceNo: number, body: Uint8Array): Promise<void> {
  await tx.run("insert into company_export_piece (company_id, piece_no, body) values ($1, $2, $3)", [
    tx.companyId,
    pieceNo,
    Buffer.from(body),
  ]);
}

/** Says how the making of the file ended. */
export async function endExport(
  tx: CompanyTx,
  ended: { exportId: string; state: "ready" | "failed"; bytes: number; rows: number },
): Promise<void> {
  await tx.run(
    "update company_export set state = $3, bytes = $4, rows = $5 where company_id = $1 and export_id = $2",
    [tx.companyId, ended.exportId, ended.state, ended.bytes, ended.rows],
  );
}

/** Lets the file go, if it is still the one that is meant. */
export async function dropExport(tx: CompanyTx, exportId: string): Promise<void> {
  await tx.run("delete from company_export where company_id = $1 and export_id = $2", [
    tx.companyId,
    exportId,
  ]);
}

/** A piece of the file; undefined behind the last one, or when another file was begun since. */
export function exportPiece(
  db: Database,
  wanted: { companyId: string; exportId: string; pieceNo: number },
): Promise<Buffer | undefined> {
  return inCompany(db, wanted.companyId, async (tx) => {
    const rows = await tx.run<{ body: Buffer }>(
      `select body from company_export_piece p join company_export e using (company_id)
       where company_id = $1 and e.export_id = $2 and e.state = 'ready' and p.piece_no = $3`,
      [wanted.companyId, wanted.exportId, wanted.pieceNo],
    );
    return rows[0]?.body;
  });
}

export type ExportTable = { name: string; columns: { name: string; type: string }[] };

/** The tables that belong to companies and are taken along, in the order of their names. */
export async function exportedTables(snapshot: CompanySnapshot): Promise<ExportTable[]> {
  const found = await sql<{ table: string; name: string; type: string }>`
    select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'company_id')
    order by c.relname, a.attnum`.execute(snapshot.query);
  const tables = new Map<string, ExportTable>();
  for (const { table, name, type } of found.rows) {
    if (table in NOT_EXPORTED) continue;
    const known = tables.get(table) ?? { name: table, columns: [] };
    if (!NOT_SHOWN.has(name)) known.columns.push({ name, type });
    tables.set(table, known);
  }
  return [...tables.values()];
}

/**
 * A table's rows as JSON lines, some at a time. Numbers of eight bytes become text, as everywhere on the wire: a sum of
 * paise can be larger than a JSON reader's whole numbers. Bytes become base64.
 */
export async function* exportLines(snapshot: CompanySnapshot, table: ExportTable): AsyncGenerator<string[]> {
  const shown = table.columns.map(({ name, type }) => {
    const column = sql.ref(name);
    if (type === "bigint") return sql`${column}::text as ${column}`;
    return type === "bytea" ? sql`encode(${column}, 'base64') as ${column}` : sql`${column}`;
  });
  await sql`declare exported no scroll cursor for
    select row_to_json(r)::text as line
    from (select ${sql.join(shown)} from ${sql.table(table.name)} where company_id = ${sql.lit(snapshot.companyId)}) r`.execute(
    snapshot.query,
  );
  for (;;) {
    const some = await sql<{ line: string }>`fetch ${sql.lit(AT_ONCE)} from exported`.execute(snapshot.query);
    if (some.rows.length > 0) yield some.rows.map(({ line }) => line);
    if (some.rows.length < AT_ONCE) break;
  }
  await sql`close exported`.execute(snapshot.query);
}

/** Name and mail address of those who belong to the company, as JSON lines: they stand with the sign-in. */
export async function memberLines(db: Database, companyId: string): Promise<string[]> {
  const rows = await asAuthn(db, (tx) =>
    tx.run<{ line: string }>(
      `select json_build_object('user_id', m.user_id, 'role', m.role, 'name', u.name, 'email', u.email)::text as line
       from member m join auth."user" u on u.id::text = m.user_id where m.company_id = $1 order by u.name`,
      [companyId],
    ),
  );
  return rows.map(({ line }) => line);
}
