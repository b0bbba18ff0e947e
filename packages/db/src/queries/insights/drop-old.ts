import type { CompanyTx } from "../../company-scope.ts";

/**
 * Lets old rows of a table go that has one for each `as_of` (of a side, where one is given): all days of the last so many are kept, then the last of
 * each week, for so many weeks.
 */
export async function dropOld(
  tx: CompanyTx,
  table: "payment_learning" | "cash_forecast",
  { asOf, side, days, weeks }: { asOf: string; side?: string; days: number; weeks: number },
): Promise<void> {
  const of = (row: string) => (side === undefined ? "" : `and ${row}.side = $5`);
  await tx.run(
    `delete from ${table} o
     where o.company_id = $1 ${of("o")} and o.as_of <= $2::date - $3::int
       and (o.as_of <= $2::date - 7 * $4::int
            or exists (select from ${table} n where n.company_id = $1 ${of("n")} and n.as_of > o.as_of
                         and date_trunc('week', n.as_of) = date_trunc('week', o.as_of)))`,
    [tx.companyId, asOf, days, weeks, ...(side === undefined ? [] : [side])],
  );
}
