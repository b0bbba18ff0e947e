import type { CompanyTx } from "../../company-scope.ts";
import { copyRow } from "../../copy-text.ts";
import type { FactKind } from "../../tables/facts.ts";

export type ObjectId = { kind: FactKind; guid: string };

/** How many objects are kept, and how many of them Tally no longer shows. */
export type AbsentCount = { stored: number; absent: number };

/** Notes what the run has shown, whether it was taken or not: what it has not shown is gone from Tally. */
export async function noteSeen(tx: CompanyTx, objects: readonly ObjectId[]): Promise<void> {
  if (objects.length === 0) return;
  await tx.copyIn(
    "copy seen_fact from stdin",
    objects.map(({ kind, guid }) => copyRow([kind, guid])),
  );
}

/** Finds what is kept of a kind and was not shown, and counts. */
export async function findAbsent(tx: CompanyTx, kind: FactKind): Promise<AbsentCount> {
  await tx.run("analyze seen_fact");
  await tx.run(
    `insert into absent_now
     select f.kind, f.guid from fact f
     where f.company_id = $1 and f.kind = $2
       and not exists (select from seen_fact s where s.kind = f.kind and s.guid = f.guid)`,
    [tx.companyId, kind],
  );
  const rows = await tx.run<AbsentCount>(
    `select (select count(*) from fact where company_id = $1 and kind = $2)::int as stored,
            (select count(*) from absent_now where kind = $2)::int as absent`,
    [tx.companyId, kind],
  );
  return rows[0] ?? { stored: 0, absent: 0 };
}

/** Finds the vouchers kept of some months that a sweep of them has not shown, and counts within these months. */
export async function findAbsentOfMonths(tx: CompanyTx, months: readonly string[]): Promise<AbsentCount> {
  await tx.run(
    `insert into absent_now
     select 'voucher', f.guid from fact f
     where f.company_id = $1 and f.kind = 'voucher' and f.month = any($2::text[])
       and not exists (select from present_voucher p where p.guid = f.guid)
       and not exists (select from seen_fact s where s.kind = 'voucher' and s.guid = f.guid)`,
    [tx.companyId, months],
  );
  const rows = await tx.run<AbsentCount>(
    `select coalesce((select sum(vouchers) from voucher_month where company_id = $1 and month = any($2::text[])), 0)::int
              as stored,
            (select count(*) from absent_now where kind = 'voucher')::int as absent`,
    [tx.companyId, months],
  );
  return rows[0] ?? { stored: 0, absent: 0 };
}

/** Finds what a person has confirmed to be gone and what is absent still. */
export async function findConfirmed(tx: CompanyTx, confirmId: string): Promise<number> {
  const rows = await tx.run(
    `insert into absent_now
     select a.kind, a.guid from absent_fact a where a.company_id = $1 and a.confirm_id = $2 returning guid`,
    [tx.companyId, confirmId],
  );
  return rows.length;
}

/** Removes what was found absent of a kind; vouchers are noted, so that what they did to the books is undone. */
export async function deleteAbsent(tx: CompanyTx, kind: FactKind): Promise<void> {
  await tx.run(
    `with gone as (
       delete from fact f using absent_now a
       where a.kind = $2 and f.company_id = $1 and f.kind = a.kind and f.guid = a.guid
       returning f.guid, f.month, f.type_name, f.amount
     ),
     counted as (
       update voucher_month m set vouchers = m.vouchers - g.vouchers, stated = m.stated - g.stated,
         amount = m.amount - g.amount
       from (select month, type_name, count(*)::int as vouchers, count(amount)::int as stated,
                    coalesce(sum(amount), 0)::bigint as amount from gone group by 1, 2) g
       where $2 = 'voucher' and m.company_id = $1 and m.month = g.month and m.type_name = g.type_name
     )
     insert into gone_voucher select guid from gone where $2 = 'voucher'`,
    [tx.companyId, kind],
  );
  await tx.run(
    `delete from absent_fact f using absent_now a
     where f.company_id = $1 and a.kind = $2 and f.kind = a.kind and f.guid = a.guid`,
    [tx.companyId, kind],
  );
}

/** Keeps the list of what was found absent of a kind, for a person to confirm. */
export async function keepAbsent(tx: CompanyTx, kind: FactKind, runId: string): Promise<void> {
  await tx.run(
    `insert into absent_fact (company_id, kind, guid, run_id)
     select $1, kind, guid, $3 from absent_now where kind = $2
     on conflict (company_id, kind, guid) do nothing`,
    [tx.companyId, kind, runId],
  );
}

/** Whether anything waits to be confirmed. */
export async function hasAbsent(tx: CompanyTx): Promise<boolean> {
  return (await tx.run("select from absent_fact where company_id = $1 limit 1", [tx.companyId])).length > 0;
}

/** What is shown again no longer waits. */
export async function forgetAbsent(tx: CompanyTx, kind: FactKind, guids: readonly string[]): Promise<void> {
  if (guids.length === 0) return;
  await tx.run("delete from absent_fact where company_id = $1 and kind = $2 and guid = any($3::text[])", [
    tx.companyId,
    kind,
    guids,
  ]);
}
