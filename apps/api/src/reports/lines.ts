import { formatDay, type LocalDate } from "@cfa/values/local-date";

import type { Asked } from "./source.ts";

type Lines = { label: string; value: string }[];

/** The head's lines of a report about one side on a day. */
export function dayLines({ words, ask }: Asked, asOf: LocalDate): Lines {
  return [
    { label: words.asOf, value: formatDay(asOf) },
    { label: words.side, value: words.sides[ask.side] },
  ];
}
