import { assert } from "@cfa/values/assert";
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

/** All that is known of it, as it is stored: what was said in that order, and the dated rows of the usual rate, oldest first. */
export function ratesOf(
  said: readonly { from: string; hundredths: number; takenBackAt: Date | null }[],
  rules: readonly { validFrom: string; value: unknown }[],
): { said: SaidRate[]; usual: [DatedRate, ...DatedRate[]] } {
  const [first, ...later] = rules.map(({ validFrom, value }): DatedRate => {
    const { hundredths } = value as { hundredths?: unknown };
    assert(typeof hundredths === "number", "the usual cost of cash is a number");
    return { from: validFrom as LocalDate, hundredths };
  });
  assert(first !== undefined, "there is a usual cost of cash");
  return {
    said: said.map(({ from, hundredths, takenBackAt }) => ({
      from: from as LocalDate, // from the database, where it is a day
      hundredths,
      isTakenBack: takenBackAt !== null,
    })),
    usual: [first, ...later],
  };
}
