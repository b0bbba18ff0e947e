import type { CompanyTx } from "../../company-scope.ts";
import { statedSumsOf } from "../apply/stated-sums.ts";

/** A sum of a rollup that is not what counting again finds. */
export type RollupFault = {
  rollup: (typeof ROLLUPS)[number];
  row: string;
  kept: string;
  counted: string;
};

const ROLLUPS = ["party_side", "side_sum", "open_by_day", "ledger_sum", "stated_party", "traded"] as const;
const FAULTS_SHOWN = 20;
const PARTIES = "(select ledger_id from ledger where company_id = $1 and home_side is not null)";

const COUNTED = {
  party_side: `select ledger_id || ' ' || side as row, sum(open) || ' ' || sum(bills) || ' ' || sum(unapplied) as sums
    from (select ledger_id, side, open, 1 as bills, 0::bigint as unapplied from bill where company_id = $1 and open <> 0
          union all
          select ledger_id, side, 0, 0, amount from unapplied where company_id = $1) each
    group by ledger_id, side having sum(open) <> 0 or sum(unapplied) <> 0`,
  side_sum: `select side as row, count(*) || ' ' || sum(unapplied) as sums
    from (select side, ledger_id, sum(open) as open, sum(unapplied) as unapplied
          from (select ledger_id, side, open, 0::bigint as unapplied from bill where company_id = $1 and open <> 0
                union all
                select ledger_id, side, 0, amount from unapplied where company_id = $1) each
          group by 1, 2 having sum(open) <> 0 or sum(unapplied) <> 0) party
    group by side`,
  open_by_day: `select side || ' ' || c.counted_by || ' ' || c.day as row, sum(open) || ' ' || count(*) as sums
    from bill, lateral (values ('due-date', due_date), ('bill-date', date)) c (counted_by, day)
    where company_id = $1 and open <> 0 group by side, c.counted_by, c.day`,
  ledger_sum: `select ledger_id::text as row, sum(amount)::text as sums
    from posting where company_id = $1 group by ledger_id having sum(amount) <> 0`,
  stated_party: `select ledger_id::text as row, receivable || ' ' || payable as sums from (${statedSumsOf(PARTIES)}) s`,
} as const;

const KEPT = {
  party_side: `select ledger_id || ' ' || side as row, open || ' ' || bills || ' ' || unapplied as sums
    from party_side where company_id = $1 and (open <> 0 or bills <> 0 or unapplied <> 0)`,
  side_sum: `select side as row, parties || ' ' || unapplied as sums
    from side_sum where company_id = $1 and (parties <> 0 or unapplied <> 0)`,
  open_by_day: `select side || ' ' || counted_by || ' ' || day as row, open || ' ' || bills as sums
    from open_by_day where company_id = $1 and (open <> 0 or bills <> 0)`,
  ledger_sum: `select ledger_id::text as row, moved::text as sums from ledger_sum where company_id = $1 and moved <> 0`,
  stated_party: `select ledger_id::text as row, receivable || ' ' || payable as sums
    from stated_party where company_id = $1`,
} as const;

/** Row by row, of which there are as many as vouchers: no text is made of what is right. */
const TRADED_FAULTS = `select voucher_id || ' ' || place as row,
    case when k.company_id is null then 'nothing' else k::text end as kept,
    case when c.company_id is null then 'nothing' else c::text end as counted
  from (select * from traded where company_id = $1) k full join (select * from trade_on_lines where company_id = $1) c using (voucher_id, place)
  where row(k.*) is distinct from row(c.*) order by 1 limit ${FAULTS_SHOWN}`;

/** Counts every rollup again from what it sums up. Answers where it disagrees, the first few of each. */
export async function recountRollups(tx: CompanyTx): Promise<RollupFault[]> {
  const faults: RollupFault[] = [];
  for (const rollup of ROLLUPS) {
    const rows = await tx.run<Omit<RollupFault, "rollup">>(
      rollup === "traded"
        ? TRADED_FAULTS
        : `select coalesce(k.row, c.row) as row, coalesce(k.sums, 'nothing') as kept, coalesce(c.sums, 'nothing') as counted
       from (${KEPT[rollup]}) k full join (${COUNTED[rollup]}) c using (row)
       where k.sums is distinct from c.sums order by 1 limit ${FAULTS_SHOWN}`,
      [tx.companyId],
    );
    faults.push(...rows.map((row) => ({ rollup, ...row })));
  }
  return faults;
}

/** Makes every rollup anew from what it sums up. */
export async function remakeRollups(tx: CompanyTx): Promise<void> {
  // The sums of sides follow those of parties by themselves.
  await tx.run("delete from party_side where company_id = $1", [tx.companyId]);
  await tx.run("delete from side_sum where company_id = $1", [tx.companyId]);
  await tx.run("delete from open_by_day where company_id = $1", [tx.companyId]);
  await tx.run(
    `insert into party_side (company_id, ledger_id, side, open, bills, unapplied)
     select $1, ledger_id, side, sum(open)::bigint, sum(bills)::int, sum(unapplied)::bigint
     from (select ledger_id, side, open, 1 as bills, 0::bigint as unapplied from bill where company_id = $1 and open <> 0
           union all
           select ledger_id, side, 0, 0, amount from unapplied where company_id = $1) each
     group by ledger_id, side`,
    [tx.companyId],
  );
  await tx.run(
    `insert into open_by_day (company_id, side, counted_by, day, open, bills)
     select $1, side, c.counted_by, c.day, sum(open)::bigint, count(*)::int
     from bill, lateral (values ('due-date', due_date), ('bill-date', date)) c (counted_by, day)
     where company_id = $1 and open <> 0 group by side, c.counted_by, c.day`,
    [tx.companyId],
  );
  await tx.run("delete from ledger_sum where company_id = $1", [tx.companyId]);
  await tx.run(
    `insert into ledger_sum (company_id, ledger_id, moved)
     select $1, ledger_id, sum(amount)::bigint from posting where company_id = $1 group by ledger_id`,
    [tx.companyId],
  );
  await tx.run("delete from stated_party where company_id = $1", [tx.companyId]);
  await tx.run(
    `insert into stated_party (company_id, ledger_id, receivable, payable) select $1, s.* from (${statedSumsOf(PARTIES)}) s`,
    [tx.companyId],
  );
  await remakeTraded(tx);
}

/** Makes anew what all vouchers traded. */
export async function remakeTraded(tx: CompanyTx): Promise<void> {
  await tx.run("delete from traded where company_id = $1", [tx.companyId]);
  await tx.run(
    "insert into traded select * from trade_on_lines where company_id = $1 order by date, voucher_id, place",
    [tx.companyId],
  );
}
