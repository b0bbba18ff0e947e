import { parseLocalDate, type LocalDate } from "@cfa/values/local-date";

import type { Scope } from "../context.ts";
import { ApiFailure } from "../errors.ts";

/** The day a figure is asked for: the given one, or today in India. */
export function asOfDay(scope: Scope, asked: string | undefined): LocalDate {
  if (asked === undefined) return scope.today;
  const parsed = parseLocalDate(asked);
  if (parsed.ok) return parsed.value;
  throw new ApiFailure("bad-input", {
    field: "asOf",
    message: `The value of "asOf" is not right: ${parsed.error}.`,
  });
}
