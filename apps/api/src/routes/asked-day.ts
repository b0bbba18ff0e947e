import { day, parseLocalDate, type LocalDate } from "@cfa/values/local-date";

import { ApiFailure } from "../errors.ts";

/** Books are of these days; beyond them a financial year would end where no day can be written. */
const FIRST = day("1900-01-01");
const LAST = day("2199-12-31");

/** A day that somebody asks for, by the field it came in. */
export function askedDay(field: string, text: string): LocalDate {
  const parsed = parseLocalDate(text);
  if (parsed.ok && parsed.value >= FIRST && parsed.value <= LAST) return parsed.value;
  const reason = parsed.ok ? `days run from ${FIRST} to ${LAST}` : parsed.error;
  throw new ApiFailure("bad-input", { field, message: `The value of "${field}" is not right: ${reason}.` });
}
