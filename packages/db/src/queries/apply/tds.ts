import type { TdsAwaited, TdsProfile } from "@cfa/books/tds";
import type { Paise } from "@cfa/values/money";

import type { CompanyTx } from "../../company-scope.ts";
import type { Side } from "../../tables/bills.ts";

/** What was found of one side of a party. */
export type FoundTds = {
  ledgerId: string;
  side: Side;
  profile: TdsProfile | null;
  awaited: readonly TdsAwaited[];
};

/** Ledgers whose name may be that of a TDS ledger. */
export function ledgersLikeTds(tx: CompanyTx): Promise<{ ledgerId: string; nameKey: string }[]> {
  return tx.run(
    `select ledger_id as "ledgerId", name_key as "nameKey" from ledger
     where company_id = $1 and home_side is null and (name_key like '%tds%' or name_key like '%tax deducted%')`,
    [tx.companyId],
  );
}

/** Vouchers that move some parties and have a line on a TDS ledger, with both sums, positive. */
export function taxVouchers(
  tx: CompanyTx,
  wanted: { ledgerIds: readonly string[]; tdsLedgerIds: readonly string[] },
): Promise<{ ledgerId: string; voucherId: string; tax: Paise; moved: Paise }[]> {
  return tx.run(
    `with hit as (
       select distinct p.voucher_id, p.ledger_id
       from posting p join posting t on t.company_id = $1 and t.voucher_id = p.voucher_id and t.ledger_id = any($3::uuid[])
       where p.company_id = $1 and p.ledger_id = any($2::uuid[])
     )
     select b.ledger_id as "ledgerId", b.voucher_id as "voucherId",
            abs(sum(p.amount) filter (where p.ledger_id = any($3::uuid[])))::bigint as tax,
            abs(sum(p.amount) filter (where p.ledger_id = b.ledger_id))::bigint as moved
     from hit b join posting p on p.company_id = $1 and p.voucher_id = b.voucher_id
     group by b.ledger_id, b.voucher_id
     having sum(p.amount) filter (where p.ledger_id = any($3::uuid[])) <> 0`,
    [tx.companyId, wanted.ledgerIds, wanted.tdsLedgerIds],
  );
}

/** Puts what was found for some parties in the place of what was known of them. */
export async function keepTds(
  tx: CompanyTx,
  { ledgerIds, found }: { ledgerIds: readonly string[]; found: readonly FoundTds[] },
): Promise<void> {
  const bills = found.flatMap(({ ledgerId, awaited }) => awaited.map((one) => ({ ledgerId, ...one })));
  const rows = [
    bills.map((one) => one.ledgerId),
    bills.map((one) => one.bill.side),
    bills.map((one) => one.bill.nameKey),
    bills.map((one) => one.bill.occurrence),
    bills.map((one) => one.amount.toString()),
    bills.map((one) => one.from),
  ];
  await tx.run(
    `with found as (
       select b.bill_id, t.amount, t.day
       from unnest($3::uuid[], $4::text[], $5::text[], $6::integer[], $7::bigint[], $8::date[])
              as t (ledger_id, side, name_key, occurrence, amount, day)
       join bill b on b.company_id = $1 and b.ledger_id = t.ledger_id and b.side = t.side
         and b.name_key = t.name_key and b.occurrence = t.occurrence
     ), now as (
       select bill_id, amount, day from found
       union all
       select bill_id, null, null from bill
       where company_id = $1 and ledger_id = any($2::uuid[]) and side in ('receivable', 'payable') and tds_awaited is not null
         and bill_id not in (select bill_id from found)
     )
     update bill b set tds_awaited = now.amount, tds_from = now.day
     from now
     where b.company_id = $1 and b.bill_id = now.bill_id
       and (b.tds_awaited is distinct from now.amount or b.tds_from is distinct from now.day)`,
    [tx.companyId, ledgerIds, ...rows],
  );
  await keepProfiles(tx, { ledgerIds, found });
}

async function keepProfiles(
  tx: CompanyTx,
  { ledgerIds, found }: { ledgerIds: readonly string[]; found: readonly FoundTds[] },
): Promise<void> {
  const known = found.flatMap(({ ledgerId, side, profile }) =>
    profile === null ? [] : [{ ledgerId, side, ...profile }],
  );
  await tx.run("delete from tds_profile where company_id = $1 and ledger_id = any($2::uuid[])", [
    tx.companyId,
    ledgerIds,
  ]);
  if (known.length === 0) return;
  await tx.run(
    `insert into tds_profile (company_id, ledger_id, side, points, base, bills, booked, since, learned_on)
     select $1, * from unnest($2::uuid[], $3::text[], $4::integer[], $5::text[], $6::integer[], $7::integer[],
                              $8::date[], $9::date[])`,
    [
      tx.companyId,
      known.map((one) => one.ledgerId),
      known.map((one) => one.side),
      known.map((one) => one.points),
      known.map((one) => one.base),
      known.map((one) => one.bills),
      known.map((one) => one.booked),
      known.map((one) => one.since),
      known.map((one) => one.learnedOn),
    ],
  );
}
