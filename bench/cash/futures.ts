import { isPosted } from "@cfa/testkit/sample-company/tally-books";
import { makeSampleCompany, type SampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { addDays, daysBetween, type LocalDate } from "@cfa/values/local-date";

/* Money that moves in the thirteen weeks after a day, as the sample company's own double entry has it. */

export const WEEKS = 13;
const WEEK = 7;
const MONEY_GROUPS: ReadonlySet<string | null> = new Set(["Cash-in-Hand", "Bank Accounts", "Bank OD A/c"]);

/** What all money accounts together moved by in each week after a day. */
export function weeklyNet(company: SampleCompany, asOf: LocalDate): number[] {
  const accounts = new Set(
    company.ledgers.filter(({ parent }) => MONEY_GROUPS.has(parent)).map(({ masterId }) => masterId),
  );
  const weeks = Array.from({ length: WEEKS }, () => 0);
  for (const voucher of company.vouchers) {
    const week = Math.floor((daysBetween(asOf, voucher.date) - 1) / WEEK);
    if (week < 0 || week >= WEEKS || !isPosted(voucher)) continue;
    for (const { ledger, amount } of voucher.entries)
      if (accounts.has(ledger)) weeks[week] = (weeks[week] ?? 0) - Number(amount);
  }
  return weeks;
}

/** Futures of the same past, drawn by the generator's rules with other chance from the day after `asOf` on. */
export function otherFutures(company: SampleCompany, asOf: LocalDate, count: number): number[][] {
  const { size, seed, through } = company;
  const from = addDays(asOf, 1);
  return Array.from({ length: count }, (_, number) =>
    weeklyNet(
      makeSampleCompany({ size, seed, through, other: { from, seed: 1_000_003 * (number + 1) + seed } }),
      asOf,
    ),
  );
}
