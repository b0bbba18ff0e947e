import type { CompanyTx } from "../../company-scope.ts";
import { copyRow } from "../../copy-text.ts";
import type { FactKind } from "../../tables/facts.ts";

/** A record ready to be kept. `digest` (hex) tells two records with one version number apart; the record is JSON text. */
export type FactRow = {
  kind: FactKind;
  guid: string;
  alterId: number;
  digest: string;
  record: string;
  month: string | null;
  typeName: string | null;
  amount: string | null;
};

/** What is kept of an object, without its record. */
export type StoredFact = {
  alterId: number;
  digest: string;
  month: string | null;
  typeName: string | null;
  amount: bigint | null;
  runId: string;
};

/** What is kept of some objects of a kind, by GUID; one that is new is not in the answer. */
export async function storedFacts(
  tx: CompanyTx,
  kind: FactKind,
  guids: readonly string[],
): Promise<Map<string, StoredFact>> {
  const rows = await tx.run<Omit<StoredFact, "alterId"> & { guid: string; alterId: bigint }>(
    `select guid, alter_id as "alterId", encode(digest, 'hex') as digest, month, type_name as "typeName", amount,
            run_id as "runId"
     from fact where company_id = $1 and kind = $2 and guid = any($3::text[])`,
    [tx.companyId, kind, guids],
  );
  return new Map(rows.map(({ guid, alterId, ...row }) => [guid, { ...row, alterId: Number(alterId) }]));
}

/** Whether anything of a kind is kept: a first load need not ask for every object. */
export async function hasFacts(tx: CompanyTx, kind: FactKind): Promise<boolean> {
  // In the order of the key, or else a kind that there is none of is looked for among all facts.
  const rows = await tx.run(
    "select from fact where company_id = $1 and kind = $2 order by company_id, kind, guid limit 1",
    [tx.companyId, kind],
  );
  return rows.length > 0;
}

/** Keeps records: new ones, and others in the place of their earlier versions. No two may be of one object. */
export async function keepFacts(
  tx: CompanyTx,
  rows: { added: readonly FactRow[]; altered: readonly FactRow[] },
  runId: string,
): Promise<void> {
  const { added, altered } = rows;
  if (added.length + altered.length === 0) return;
  await tx.copyIn("copy staged_fact from stdin", stagedRows(added, altered));
  if (added.length > 0) {
    await tx.run(
      `insert into fact (company_id, kind, guid, alter_id, record, digest, run_id, month, type_name, amount)
       select $1, kind, guid, alter_id, record, digest, $2, month, type_name, amount from staged_fact where is_new`,
      [tx.companyId, runId],
    );
  }
  if (altered.length > 0) {
    await tx.run(
      `update fact f set alter_id = s.alter_id, record = s.record, digest = s.digest, run_id = $2, month = s.month,
         type_name = s.type_name, amount = s.amount
       from staged_fact s
       where f.company_id = $1 and f.kind = s.kind and f.guid = s.guid and not s.is_new`,
      [tx.companyId, runId],
    );
  }
  await tx.run("truncate staged_fact");
}

/** Tells the planner about facts that are new: without it a later look-up reads all of them. */
export async function analyzeFacts(tx: CompanyTx): Promise<void> {
  await tx.run("analyze fact (company_id, kind, guid, month)");
}

/** Masters the run has changed, for what hangs on them. */
export async function noteChangedMasters(
  tx: CompanyTx,
  objects: readonly { kind: FactKind; guid: string }[],
): Promise<void> {
  await tx.run(
    "insert into changed_master select * from unnest($1::text[], $2::text[]) on conflict do nothing",
    [objects.map((object) => object.kind), objects.map((object) => object.guid)],
  );
}

/** All records of a kind of master. */
export async function masterFacts<T>(tx: CompanyTx, kind: Exclude<FactKind, "voucher">): Promise<T[]> {
  const rows = await tx.run<{ record: T }>(
    "select record from fact where company_id = $1 and kind = $2 order by guid",
    [tx.companyId, kind],
  );
  return rows.map((row) => row.record);
}

/** Records of ledgers in pages: all of them, or those the run has changed. */
export async function* ledgerFacts<T>(
  tx: CompanyTx,
  { pageSize, which }: { pageSize: number; which: "all" | "changed" },
): AsyncGenerator<T[]> {
  const only = which === "all" ? "" : "join changed_master c on c.kind = 'ledger' and c.guid = f.guid";
  yield* pages<T>(pageSize, (after) =>
    tx.run(
      `select f.guid, f.record from fact f ${only}
       where f.company_id = $1 and f.kind = 'ledger' and f.guid > $2 order by f.guid limit $3`,
      [tx.companyId, after, pageSize],
    ),
  );
}

/** How often each currency is stated by the ledgers. */
export function statedCurrencies(tx: CompanyTx): Promise<{ currency: string | null; n: number }[]> {
  return tx.run(
    `select record ->> 'currency' as currency, count(*)::int as n
     from fact where company_id = $1 and kind = 'ledger' group by 1`,
    [tx.companyId],
  );
}

/** Records of the vouchers that must be read anew although the run did not bring them, in pages. */
export async function* rereadVouchers<T>(tx: CompanyTx, pageSize: number): AsyncGenerator<T[]> {
  await tx.run("analyze reread_voucher");
  yield* pages<T>(pageSize, (after) =>
    tx.run(
      `select f.guid, f.record from reread_voucher r
       join fact f on f.company_id = $1 and f.kind = 'voucher' and f.guid = r.guid
       where r.guid > $2 order by r.guid limit $3`,
      [tx.companyId, after, pageSize],
    ),
  );
}

/** The records of all vouchers that stand on a ledger made from names, in pages. */
export async function* vouchersOfInferredLedgers<T>(tx: CompanyTx, pageSize: number): AsyncGenerator<T[]> {
  await tx.run(
    `create temp table inferred_voucher on commit drop as
     select distinct v.guid from ledger l
     join posting p on p.company_id = $1 and p.ledger_id = l.ledger_id
     join voucher v on v.company_id = $1 and v.voucher_id = p.voucher_id
     where l.company_id = $1 and l.is_inferred`,
    [tx.companyId],
  );
  yield* pages<T>(pageSize, (after) =>
    tx.run(
      `select f.guid, f.record from inferred_voucher i
       join fact f on f.company_id = $1 and f.kind = 'voucher' and f.guid = i.guid
       where i.guid > $2 order by i.guid limit $3`,
      [tx.companyId, after, pageSize],
    ),
  );
}

/**
 * After a change of voucher types: every voucher whose kind may have changed, and every one the books did not take, is read anew.
 */
export async function rereadVouchersOfTypes(tx: CompanyTx, typeNames: readonly string[]): Promise<void> {
  await tx.run(
    `insert into reread_voucher
     select f.guid from fact f
     left join voucher v on v.company_id = f.company_id and v.guid = f.guid
     where f.company_id = $1 and f.kind = 'voucher'
       and (v.guid is null or v.alter_id < f.alter_id or v.type_name = any($2::text[]))
     on conflict do nothing`,
    [tx.companyId, typeNames],
  );
}

/** What the run brought itself, or took out, need not be read anew. */
export async function forgetRereads(tx: CompanyTx): Promise<number> {
  await tx.run(
    `delete from reread_voucher r
     where exists (select from taken_voucher t where t.guid = r.guid)
        or exists (select from gone_voucher g where g.guid = r.guid)`,
  );
  const rows = await tx.run<{ n: number }>("select count(*)::int as n from reread_voucher");
  return rows[0]?.n ?? 0;
}

/** The names of voucher types in use, with the kind they were read as. */
export function usedVoucherTypes(tx: CompanyTx): Promise<{ typeName: string; kind: string }[]> {
  return tx.run(`select distinct type_name as "typeName", kind from voucher where company_id = $1`, [
    tx.companyId,
  ]);
}

async function* pages<T>(
  pageSize: number,
  read: (after: string) => Promise<{ guid?: string; record?: T }[]>,
): AsyncGenerator<T[]> {
  for (let after = ""; ;) {
    const rows = (await read(after)) as { guid: string; record: T }[];
    if (rows.length > 0) yield rows.map((row) => row.record);
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = last.guid;
  }
}

function* stagedRows(added: readonly FactRow[], altered: readonly FactRow[]): Generator<string> {
  for (const row of added) yield stagedRow(row, true);
  for (const row of altered) yield stagedRow(row, false);
}

function stagedRow(row: FactRow, isNew: boolean): string {
  const { kind, guid, alterId, record, digest, month, typeName, amount } = row;
  return copyRow([kind, guid, alterId, record, `\\x${digest}`, month, typeName, amount, isNew]);
}
