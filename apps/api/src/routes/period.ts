import type { LocalDate } from "@cfa/values/local-date";
import { financialYearOf, type Period } from "@cfa/values/period";

import type { Scope } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import { askedDay } from "./asked-day.ts";

type Asked = { from?: string | undefined; to?: string | undefined };

/** The period a figure is asked for: up to today in India and from the beginning of that financial year where it is left out. */
export function periodOf(
  scope: Scope,
  asked: Asked,
  firstOf: (to: LocalDate) => LocalDate = (to) => financialYearOf(to).from,
): Period {
  const to = asked.to === undefined ? scope.today : askedDay("to", asked.to);
  const from = asked.from === undefined ? firstOf(to) : askedDay("from", asked.from);
  if (from <= to) return { from, to };
  throw new ApiFailure("bad-input", {
    field: "from",
    message: 'The value of "from" is not right: it is after "to".',
  });
}
