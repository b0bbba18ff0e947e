import { formatDay, type LocalDate } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";

import type { Asked } from "./source.ts";

type Lines = { label: string; value: string }[];

/** The head's lines of a report about one side on a day. */
export function dayLines({ words, ask }: Asked, asOf: LocalDate): Lines {
  return [
    { label: words.asOf, value: formatDay(asOf) },
    { label: words.side, value: words.sides[ask.side] },
  ];
}

/** The head's line of a report about a period. */
export function periodLine({ words }: Asked, period: Period): Lines {
  return [{ label: words.period, value: words.periodOf(formatDay(period.from), formatDay(period.to)) }];
}
