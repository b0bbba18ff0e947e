import type { LocalDate } from "@cfa/values/local-date";

/** What borrowed money costs from a day on, in hundredths of a percent a year. */
export type DatedRate = { from: LocalDate; hundredths: number };

/** What a company said its borrowed money costs, in the order it was said. */
export type SaidRate = DatedRate & { isTakenBack: boolean };

/** What borrowed money costs on a day, and who says so. */
export type CostOfCash = { hundredths: number; origin: "said" | "usual"; from: LocalDate };

/**
 * What borrowed money costs a company on a day: the latest statement whose day has come, else the usual rate of that day.
 * `usual` is oldest first; a day before all of it has the first.
 */
export function costOfCashOn(
  day: LocalDate,
  { said, usual }: { said: readonly SaidRate[]; usual: readonly [DatedRate, ...DatedRate[]] },
): CostOfCash {
  const word = said.findLast(({ from, isTakenBack }) => !isTakenBack && from <= day);
  if (word !== undefined) return { hundredths: word.hundredths, origin: "said", from: word.from };
  const { hundredths, from } = usual.findLast((rate) => rate.from <= day) ?? usual[0];
  return { hundredths, origin: "usual", from };
}
