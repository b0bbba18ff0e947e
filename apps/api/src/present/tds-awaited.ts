import { tdsAwaited, type TdsAwaitedRow } from "@cfa/db/queries/tds/receivable";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { day, type LocalDate } from "@cfa/values/local-date";
import { financialQuarterOf, financialYearLabel } from "@cfa/values/period";

/** A bill whose tax is awaited, with the financial year and the quarter for which its certificate is asked for. */
export type AwaitedTds = Omit<TdsAwaitedRow, "date"> & {
  readonly date: LocalDate;
  readonly year: string;
  readonly quarter: 1 | 2 | 3 | 4;
};

/**
 * The bills of a side that are open for their tax alone on a day, by party and day: what the report lists, and what the app is shown and every sum of it,
 * are these. Year and quarter are those of the bill's day, in which the tax is due to be deducted.
 */
export async function readAwaitedTds(
  snapshot: CompanySnapshot,
  wanted: { side: "receivable" | "payable"; asOf: LocalDate; ledgerId?: string | null },
): Promise<AwaitedTds[]> {
  const rows = await tdsAwaited(snapshot, wanted);
  return rows.map((row) => {
    const date = day(row.date);
    return { ...row, date, year: financialYearLabel(date), quarter: financialQuarterOf(date) };
  });
}
