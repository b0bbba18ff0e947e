import { assert } from "@cfa/values/assert";

import type { CompanyTx } from "../../company-scope.ts";
import { copyRow } from "../../copy-text.ts";
import type { VoucherState } from "../../tables/vouchers.ts";
import { remakeTraded } from "../rollups/recount.ts";

export type TakenVoucher = {
  voucherId: string;
  /** No earlier version of it is in the books. */
  isNew: boolean;
  guid: string;
  alterId: number;
  date: string;
  kind: string;
  typeName: string;
  state: VoucherState;
  number: string;
  reference: string;
  narration: string;
  partyName: string | null;
  dueText: string | null;
};

/** A line of a voucher that counts, debit positive. JSON is given as its text. */
export type TakenPosting = {
  voucherId: string;
  lineNo: number;
  ledgerId: string;
  date: string;
  amount: bigint;
  allocations: string | null;
  bank: string | null;
};

const ANALYZE_FROM = 2_000;
const TRADE_KINDS = ["sales", "credit-note", "purchase", "debit-note"];
const DEBIT = "coalesce(sum(amount) filter (where amount > 0), 0)";
const CREDIT = "coalesce(-sum(amount) filter (where amount < 0), 0)";

/** The ids of the vouchers in the books that bear these GUIDs. */
export async function voucherIds(tx: CompanyTx, guids: readonly string[]): Promise<Map<string, string>> {
  if (guids.length === 0) return new Map();
  const rows = await tx.run<{ guid: string; voucherId: string }>(
    `select guid, voucher_id as "voucherId" from voucher where company_id = $1 and guid = any($2::text[])`,
    [tx.companyId, guids],
  );
  return new Map(rows.map((row) => [row.guid, row.voucherId]));
}

/** Takes back what was staged of these vouchers: the run has brought a later version. */
export async function unstageVouchers(tx: CompanyTx, guids: readonly string[]): Promise<void> {
  await tx.run(
    `with taken as (delete from taken_voucher where guid = any($1::text[]) returning voucher_id)
     delete from taken_posting p using taken t where p.voucher_id = t.voucher_id`,
    [guids],
  );
}

/** Brings vouchers and their lines into this transaction's work tables. */
export async function stageVouchers(
  tx: CompanyTx,
  taken: { vouchers: readonly TakenVoucher[]; postings: readonly TakenPosting[] },
): Promise<void> {
  await tx.copyIn(
    "copy taken_voucher from stdin",
    taken.vouchers.map((v) =>
      copyRow([
        v.voucherId,
        v.isNew,
        v.guid,
        v.alterId,
        v.date,
        v.kind,
        v.typeName,
        v.state,
        v.number,
        v.reference,
        v.narration,
        v.partyName,
        v.dueText,
      ]),
    ),
  );
  await tx.copyIn(
    "copy taken_posting from stdin",
    taken.postings.map((p) =>
      copyRow([p.voucherId, p.lineNo, p.ledgerId, p.date, p.amount, p.allocations, p.bank]),
    ),
  );
}

/**
 * Puts the staged vouchers in the place of their earlier versions and takes the gone ones out; ids stay. Ledgers and
 * months that moved are noted, before and after.
 */
export async function replaceVouchers(tx: CompanyTx): Promise<{ taken: number; gone: number }> {
  // What is known of a company's share in the big tables may be long out of date: then a plan may go through a whole
  // staged table for every row, unless that table has an index.
  await tx.run("create index on taken_voucher (voucher_id)");
  await tx.run("analyze taken_voucher; analyze taken_posting; analyze gone_voucher");
  const counts = await tx.run<{ taken: number; gone: number }>(
    `select (select count(*) from taken_voucher)::int as taken, (select count(*) from gone_voucher)::int as gone`,
  );
  const { taken, gone } = counts[0] ?? { taken: 0, gone: 0 };
  if (taken + gone === 0) return { taken, gone };
  await removeOldLines(tx);
  await insertVouchers(tx);
  if (taken >= ANALYZE_FROM) await tx.run("analyze voucher");
  await requireGrounds(tx);
  await tx.run(
    `insert into posting (company_id, voucher_id, line_no, ledger_id, date, amount, allocations, bank)
     select $1, voucher_id, line_no, ledger_id, date, amount, allocations, bank
     from taken_posting order by ledger_id, date`,
    [tx.companyId],
  );
  await tx.run(
    `insert into touched_month select ledger_id, date_trunc('month', date)::date, ${DEBIT}, ${CREDIT}
     from taken_posting group by 1, 2`,
  );
  if (taken >= ANALYZE_FROM) await tx.run("analyze posting; analyze ledger");
  await keepTraded(tx, taken);
  if (taken >= ANALYZE_FROM) await tx.run("analyze traded");
  return { taken, gone };
}

/** What the vouchers traded that have come, changed or gone; where most of them have, all. */
async function keepTraded(tx: CompanyTx, taken: number): Promise<void> {
  const [found] = await tx.run<{ isMost: boolean; hasOld: boolean }>(
    `select exists (select from old_voucher) as "hasOld",
       $2::int >= $3::int and (select count(*) from voucher where company_id = $1) < 2 * $2::int as "isMost"`,
    [tx.companyId, taken, ANALYZE_FROM],
  );
  if (found?.isMost === true) return remakeTraded(tx);
  if (found?.hasOld === true)
    await tx.run(
      "delete from traded where company_id = $1 and voucher_id in (select voucher_id from old_voucher)",
      [tx.companyId],
    );
  await tx.run(
    `insert into traded select * from trade_on_lines where company_id = $1
       and voucher_id = any(array(select voucher_id from taken_voucher where kind = any($2::text[])))
     order by date, voucher_id, place`,
    [tx.companyId, TRADE_KINDS],
  );
}

/** Every line to be written stands on a ledger and a voucher of the company: checked for all at once, not row by row. */
async function requireGrounds(tx: CompanyTx): Promise<void> {
  const rows = await tx.run<{ n: number }>(
    `select ((select count(*) from taken_posting t
              where not exists (select from ledger l where l.company_id = $1 and l.ledger_id = t.ledger_id))
             + (select count(*) from taken_posting t
                where not exists (select from taken_voucher v where v.voucher_id = t.voucher_id)))::int as n`,
    [tx.companyId],
  );
  assert(rows[0]?.n === 0, "every line stands on a ledger and a voucher of the company");
}

/** Earlier versions first, while the table does not hold the new ones yet. */
async function insertVouchers(tx: CompanyTx): Promise<void> {
  await tx.run(
    `update voucher v set alter_id = t.alter_id, date = t.date, kind = t.kind, type_name = t.type_name, state = t.state,
       number = t.number, reference = t.reference, narration = t.narration, party_name = t.party_name,
       due_text = t.due_text
     from taken_voucher t where v.company_id = $1 and v.voucher_id = t.voucher_id and not t.is_new`,
    [tx.companyId],
  );
  await tx.run(
    `insert into voucher (company_id, voucher_id, guid, alter_id, date, kind, type_name, state, number, reference, narration,
                          party_name, due_text)
     select $1, voucher_id, guid, alter_id, date, kind, type_name, state, number, reference, narration, party_name,
            due_text
     from taken_voucher where is_new`,
    [tx.companyId],
  );
}

/** Adds what lines have come and gone to the sums of each ledger and month, and notes the ledgers. */
export async function sumMonths(tx: CompanyTx): Promise<void> {
  await tx.run(
    `create temp table month_change on commit drop as
     select t.ledger_id, t.month, sum(t.debit)::bigint as debit, sum(t.credit)::bigint as credit
     from touched_month t join ledger l on l.company_id = $1 and l.ledger_id = t.ledger_id group by 1, 2`,
    [tx.companyId],
  );
  await tx.run("analyze month_change");
  await tx.run(
    "insert into touched_ledger select distinct ledger_id from month_change on conflict do nothing",
  );
  await tx.run(
    `update ledger_month m set debit = m.debit + c.debit, credit = m.credit + c.credit
     from month_change c
     where m.company_id = $1 and m.ledger_id = c.ledger_id and m.month = c.month and (c.debit <> 0 or c.credit <> 0)`,
    [tx.companyId],
  );
  await tx.run(
    `insert into ledger_month (company_id, ledger_id, month, debit, credit)
     select $1, c.ledger_id, c.month, c.debit, c.credit from month_change c
     where (c.debit <> 0 or c.credit <> 0)
       and not exists (select from ledger_month m
                       where m.company_id = $1 and m.ledger_id = c.ledger_id and m.month = c.month)
     order by c.ledger_id, c.month`,
    [tx.companyId],
  );
  await tx.run(
    `delete from ledger_month m using month_change c
     where m.company_id = $1 and m.ledger_id = c.ledger_id and m.month = c.month and m.debit = 0 and m.credit = 0`,
    [tx.companyId],
  );
}

/** The day of the first line; null while there is none. */
export async function firstDay(tx: CompanyTx): Promise<string | null> {
  const rows = await tx.run<{ first: string | null }>(
    `select min(date) as first from voucher where company_id = $1 and state in ('posted', 'post-dated')`,
    [tx.companyId],
  );
  return rows[0]?.first ?? null;
}

async function removeOldLines(tx: CompanyTx): Promise<void> {
  await tx.run(
    `create temp table old_voucher on commit drop as
     select voucher_id from taken_voucher where not is_new
     union
     select v.voucher_id from gone_voucher g join voucher v on v.company_id = $1 and v.guid = g.guid`,
    [tx.companyId],
  );
  await tx.run("create index on old_voucher (voucher_id); analyze old_voucher");
  await tx.run(
    `with removed as (
       delete from posting p using old_voucher o
       where p.company_id = $1 and p.voucher_id = o.voucher_id
       returning p.ledger_id, p.date, p.amount
     )
     insert into touched_month select ledger_id, date_trunc('month', date)::date, -${DEBIT}, -${CREDIT}
     from removed group by 1, 2`,
    [tx.companyId],
  );
  await tx.run("delete from voucher v using gone_voucher g where v.company_id = $1 and v.guid = g.guid", [
    tx.companyId,
  ]);
}
