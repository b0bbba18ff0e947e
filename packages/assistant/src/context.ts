import type { AskedQueries } from "@cfa/contract/assistant-query";
import type { LocalDate } from "@cfa/values/local-date";

import type { BookNames } from "./read/book-names.ts";

/** What a question is asked in. */
export type Context = {
  readonly today: LocalDate;
  readonly names: BookNames;
  /** What was asked before, the latest first. */
  readonly last: readonly AskedQueries[];
};
