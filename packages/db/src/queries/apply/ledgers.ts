import type { CompanyTx } from "../../company-scope.ts";
import type { Side } from "../../tables/bills.ts";

/** A ledger as the books see it, ready to be kept. Sums are paise as text, debit positive. */
export type LedgerRow = {
  guid: string;
  name: string;
  nameKey: string;
  aliases: readonly string[];
  groupName: string;
  groupPath: readonly string[];
  root: string;
  partyKind: "customer" | "supplier" | "both" | null;
  homeSide: Side | null;
  isBillWise: boolean;
  isInferred: boolean;
  isForeign: boolean;
  isRevenue: boolean;
  carriesResult: boolean;
  statedOpening: string;
  statedBills: unknown;
  creditPeriod: unknown;
  creditLimit: string | null;
  msmeInTally: unknown;
  gstin: string | null;
  phone: string | null;
  email: string | null;
};

export type StoredLedger = {
  ledgerId: string;
  guid: string;
  name: string;
  nameKey: string;
  aliases: string[];
  isInferred: boolean;
};

const COLUMNS = `guid, name, name_key, aliases, group_name, group_path, root, party_kind, home_side, is_bill_wise,
  is_inferred, is_foreign, is_revenue, carries_result, stated_opening, stated_bills, credit_period, credit_limit, gstin,
  phone, email, msme_in_tally`;
const STORED = `ledger_id as "ledgerId", guid, name, name_key as "nameKey", aliases, is_inferred as "isInferred"`;

/** Names and identity of every ledger. */
export function storedLedgers(tx: CompanyTx): Promise<StoredLedger[]> {
  return tx.run(`select ${STORED} from ledger where company_id = $1 order by is_inferred desc, ledger_id`, [
    tx.companyId,
  ]);
}

/** The ledgers with these GUIDs or names, those made from names first. */
export function ledgersNamed(
  tx: CompanyTx,
  wanted: { guids: readonly string[]; nameKeys: readonly string[] },
): Promise<StoredLedger[]> {
  return tx.run(
    `select * from (
       select ${STORED} from ledger where company_id = $1 and guid = any($2::text[])
       union
       select ${STORED} from ledger where company_id = $1 and name_key = any($3::text[])
     ) found order by "isInferred" desc, "ledgerId"`,
    [tx.companyId, wanted.guids, wanted.nameKeys],
  );
}

/** The ledgers that have aliases. */
export function aliasedLedgers(tx: CompanyTx): Promise<StoredLedger[]> {
  return tx.run(`select ${STORED} from ledger where company_id = $1 and aliases <> '{}' order by ledger_id`, [
    tx.companyId,
  ]);
}

/** The ledgers made from names. */
export function inferredOnes(tx: CompanyTx): Promise<StoredLedger[]> {
  return tx.run(`select ${STORED} from ledger where company_id = $1 and is_inferred order by ledger_id`, [
    tx.companyId,
  ]);
}

/**
 * Keeps ledgers by their GUID; those that are new or other than before are noted as touched. Whether a party is both
 * customer and supplier is told by its vouchers, so that a change of masters leaves it as it is. What the books open with is
 * worked out afterwards, from what Tally stated and what was posted before.
 */
export async function keepLedgers(tx: CompanyTx, rows: readonly LedgerRow[]): Promise<void> {
  await tx.run(
    `with kept as (
       insert into ledger (company_id, opening, ${COLUMNS})
       select $1, 0, ${COLUMNS} from jsonb_to_recordset($2::jsonb) as r (
         guid text, name text, name_key text, aliases text[], group_name text, group_path text[], root text,
         party_kind text, home_side text, is_bill_wise boolean, is_inferred boolean, is_foreign boolean,
         is_revenue boolean, carries_result boolean, stated_opening bigint, stated_bills jsonb, credit_period jsonb,
         credit_limit bigint, gstin text, phone text, email text, msme_in_tally jsonb)
       on conflict (company_id, guid) do update set
         name = excluded.name, name_key = excluded.name_key, aliases = excluded.aliases,
         group_name = excluded.group_name, group_path = excluded.group_path, root = excluded.root,
         party_kind = case when ledger.home_side is distinct from excluded.home_side
                           then excluded.party_kind else ledger.party_kind end,
         home_side = excluded.home_side, is_bill_wise = excluded.is_bill_wise, is_inferred = excluded.is_inferred,
         is_foreign = excluded.is_foreign, is_revenue = excluded.is_revenue, carries_result = excluded.carries_result,
         stated_opening = excluded.stated_opening, stated_bills = excluded.stated_bills,
         credit_period = excluded.credit_period, credit_limit = excluded.credit_limit, gstin = excluded.gstin,
         phone = excluded.phone, email = excluded.email, msme_in_tally = excluded.msme_in_tally
       where (ledger.name, ledger.aliases, ledger.group_name, ledger.group_path, ledger.root, ledger.home_side,
              ledger.is_bill_wise, ledger.is_inferred, ledger.is_foreign, ledger.is_revenue, ledger.carries_result,
              ledger.stated_opening, ledger.stated_bills, ledger.credit_period, ledger.credit_limit, ledger.gstin, ledger.phone, ledger.email,
              ledger.msme_in_tally)
         is distinct from
             (excluded.name, excluded.aliases, excluded.group_name, excluded.group_path, excluded.root,
              excluded.home_side, excluded.is_bill_wise, excluded.is_inferred, excluded.is_foreign,
              excluded.is_revenue, excluded.carries_result, excluded.stated_opening, excluded.stated_bills, excluded.credit_period, excluded.credit_limit, excluded.gstin, excluded.phone,
              excluded.email, excluded.msme_in_tally)
       returning ledger_id
     )
     insert into touched_ledger select ledger_id from kept on conflict do nothing`,
    [tx.companyId, JSON.stringify(rows.map(asColumns))],
  );
}

/** Makes ledgers for names that stand in vouchers and in no master. What they are is found out afterwards. */
export async function addNamedLedgers(
  tx: CompanyTx,
  rows: readonly { ledgerId: string; guid: string; name: string; nameKey: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(
    `insert into ledger (company_id, ledger_id, guid, name, name_key, group_name, group_path, root, is_bill_wise,
                         is_inferred, opening)
     select $1, r."ledgerId", r.guid, r.name, r."nameKey", '', '{}', '', false, true, 0
     from jsonb_to_recordset($2::jsonb) as r ("ledgerId" uuid, guid text, name text, "nameKey" text)`,
    [tx.companyId, JSON.stringify(rows)],
  );
}

/** The master of a ledger made from a name has come: it becomes that ledger and keeps its id and its postings. */
export async function becomeReal(tx: CompanyTx, ledger: { ledgerId: string; guid: string }): Promise<void> {
  await tx.run(
    "update ledger set guid = $3, is_inferred = false where company_id = $1 and ledger_id = $2 and is_inferred",
    [tx.companyId, ledger.ledgerId, ledger.guid],
  );
}

/** A ledger made from a name turns out to be one that exists: its postings move there and it goes. */
export async function mergeLedger(tx: CompanyTx, ledger: { from: string; into: string }): Promise<void> {
  const values = [tx.companyId, ledger.from, ledger.into];
  await tx.run(
    `insert into touched_month
     select $2::uuid, date_trunc('month', date)::date, coalesce(sum(amount) filter (where amount > 0), 0),
            coalesce(-sum(amount) filter (where amount < 0), 0)
     from posting where company_id = $3 and ledger_id = $1 group by 2`,
    [ledger.from, ledger.into, tx.companyId],
  );
  await tx.run("update posting set ledger_id = $3 where company_id = $1 and ledger_id = $2", values);
  await tx.run("insert into touched_ledger values ($1) on conflict do nothing", [ledger.into]);
  await deleteLedgers(tx, [ledger.from]);
}

/**
 * Takes ledgers out with their books. Bills and unapplied money go first, by themselves: what a ledger would take with it goes
 * in the owner's name, who sees no company, and the sums kept of it would stay.
 */
export async function deleteLedgers(tx: CompanyTx, ledgerIds: readonly string[]): Promise<void> {
  if (ledgerIds.length === 0) return;
  for (const table of ["bill", "unapplied", "ledger"] as const) {
    await tx.run(`delete from ${table} where company_id = $1 and ledger_id = any($2::uuid[])`, [
      tx.companyId,
      ledgerIds,
    ]);
  }
}

/**
 * Ledgers whose master is gone and on which nothing stands any more; also names nobody uses. Looks at those the run has touched
 * or, when masters were taken out, at all.
 */
export async function deleteUnusedLedgers(tx: CompanyTx, which: "touched" | "all"): Promise<void> {
  const only =
    which === "all"
      ? ""
      : "and l.ledger_id in (select ledger_id from touched_month union select ledger_id from touched_ledger)";
  const rows = await tx.run<{ ledgerId: string }>(
    `select l.ledger_id as "ledgerId" from ledger l
     where l.company_id = $1 ${only}
       and not exists (select from posting p where p.company_id = $1 and p.ledger_id = l.ledger_id)
       and (l.is_inferred or not exists (
              select from fact f where f.company_id = $1 and f.kind = 'ledger' and f.guid = l.guid))`,
    [tx.companyId],
  );
  await deleteLedgers(
    tx,
    rows.map((row) => row.ledgerId),
  );
}

/**
 * Where a master does not say whether a party is bill-wise, allocations in its vouchers do. Looks at the touched ones; what is no
 * party has no bills, and may have half of all lines.
 */
export async function markBillWiseByUse(tx: CompanyTx): Promise<void> {
  await tx.run(
    `update ledger l set is_bill_wise = true
     from touched_ledger t
     where l.company_id = $1 and l.ledger_id = t.ledger_id and l.home_side is not null
       and not l.is_bill_wise and not l.is_inferred
       and exists (select from fact f where f.company_id = $1 and f.kind = 'ledger' and f.guid = l.guid
                     and not f.record ? 'isBillWise')
       and exists (select from posting p where p.company_id = $1 and p.ledger_id = l.ledger_id
                     and p.allocations is not null)`,
    [tx.companyId],
  );
}

/** Notes every party with an opening balance or opening bills as touched: the day they count from has changed. */
export async function touchOpenings(tx: CompanyTx): Promise<void> {
  await tx.run(
    `insert into touched_ledger
     select ledger_id from ledger where company_id = $1 and home_side is not null and (opening <> 0 or opening_bills <> '[]')
     on conflict do nothing`,
    [tx.companyId],
  );
}

function asColumns(row: LedgerRow): Record<string, unknown> {
  return {
    guid: row.guid,
    name: row.name,
    name_key: row.nameKey,
    aliases: row.aliases,
    group_name: row.groupName,
    group_path: row.groupPath,
    root: row.root,
    party_kind: row.partyKind,
    home_side: row.homeSide,
    is_bill_wise: row.isBillWise,
    is_inferred: row.isInferred,
    is_foreign: row.isForeign,
    is_revenue: row.isRevenue,
    carries_result: row.carriesResult,
    stated_opening: row.statedOpening,
    stated_bills: row.statedBills,
    credit_period: row.creditPeriod,
    credit_limit: row.creditLimit,
    gstin: row.gstin,
    phone: row.phone,
    email: row.email,
    msme_in_tally: row.msmeInTally,
  };
}
