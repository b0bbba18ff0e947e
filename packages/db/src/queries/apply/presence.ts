import type { CompanyTx } from "../../company-scope.ts";
import { copyRow } from "../../copy-text.ts";

/** A line of a sweep: that a voucher is in Tally, and as which version. */
export type PresentVoucher = { guid: string; alterId: number; date: string; type: string; number: string };

/** A version that a sweep shows and we do not have. */
export type Lacking = { date: string; guid: string; alterId: bigint };

/** Brings the lines of a sweep into this transaction's work table. */
export async function stagePresent(tx: CompanyTx, rows: readonly PresentVoucher[]): Promise<void> {
  await tx.copyIn(
    "copy present_voucher from stdin",
    rows.map(({ guid, alterId, date, type, number }) => copyRow([guid, alterId, date, type, number])),
  );
}

/** Tells the planner how many there are. */
export async function analyzePresent(tx: CompanyTx): Promise<void> {
  await tx.run("analyze present_voucher");
}

/** What is lacking or older here, without what waits in quarantine: asking again would bring the same. */
export function lackingVersions(tx: CompanyTx): Promise<Lacking[]> {
  return tx.run(
    `select p.date, p.guid, p.alter_id as "alterId" from present_voucher p
     left join fact f on f.company_id = $1 and f.kind = 'voucher' and f.guid = p.guid
     where (f.guid is null or f.alter_id < p.alter_id)
       and not exists (select from quarantine q where q.company_id = $1 and q.resolved_at is null
                         and q.kind = 'voucher' and q.guid = p.guid and f.guid is null)
     order by p.date, p.guid`,
    [tx.companyId],
  );
}

/** Vouchers that are older in Tally than here: a backup was restored without the counters telling. */
export async function versionsGoneBack(tx: CompanyTx): Promise<{ guid: string; alterId: bigint }[]> {
  return tx.run(
    `select p.guid, p.alter_id as "alterId" from present_voucher p
     join fact f on f.company_id = $1 and f.kind = 'voucher' and f.guid = p.guid
     where f.alter_id > p.alter_id and p.alter_id > 0 order by p.guid limit 1000`,
    [tx.companyId],
  );
}

/**
 * Puts numbers and type names right that moved without a new version, as Tally renumbers and renames. The vouchers are noted, so
 * that they are read anew. Answers how many.
 */
export async function putRight(tx: CompanyTx): Promise<number> {
  await tx.run(
    `create temp table moved_voucher on commit drop as
     select f.guid, f.month, f.type_name as old_type, f.amount, p.type as new_type, p.number
     from present_voucher p
     join fact f on f.company_id = $1 and f.kind = 'voucher' and f.guid = p.guid and f.alter_id = p.alter_id
     where coalesce(f.record ->> 'number', '') <> p.number or f.type_name is distinct from p.type`,
    [tx.companyId],
  );
  const moved = await tx.run(
    `update fact f set
       record = case when m.number = '' then f.record - 'number' else jsonb_set(f.record, '{number}', to_jsonb(m.number)) end
                || jsonb_build_object('type', m.new_type),
       type_name = m.new_type,
       digest = substr(sha256(convert_to(m.new_type || chr(1) || m.number || chr(1) || f.guid, 'UTF8')), 1, 16)
     from moved_voucher m
     where f.company_id = $1 and f.kind = 'voucher' and f.guid = m.guid
     returning f.guid`,
    [tx.companyId],
  );
  if (moved.length === 0) return 0;
  await tx.run(
    `insert into voucher_month as v (company_id, month, type_name, vouchers, stated, amount)
     select $1, month, type_name, sum(n)::int, sum(n * stated)::int, sum(n * amount)::bigint from (
       select month, old_type as type_name, -1 as n, (amount is not null)::int as stated, coalesce(amount, 0) as amount
       from moved_voucher where old_type is distinct from new_type
       union all
       select month, new_type, 1, (amount is not null)::int, coalesce(amount, 0)
       from moved_voucher where old_type is distinct from new_type
     ) moved group by month, type_name
     on conflict (company_id, month, type_name) do update set vouchers = v.vouchers + excluded.vouchers,
       stated = v.stated + excluded.stated, amount = v.amount + excluded.amount`,
    [tx.companyId],
  );
  await tx.run("insert into reread_voucher select guid from moved_voucher on conflict do nothing");
  return moved.length;
}
