import type { AnswerResult, Cell } from "@cfa/contract/assistant-answer";
import type { TypedQuery } from "@cfa/contract/assistant-query";

import type { Named } from "./named.ts";

/** What a language model may have done for it: both read the asker's company alone, and nothing else can be had. */
export type ModelDesk = {
  findNames: (text: string) => Promise<readonly Named[]>;
  /** The result of a query, or why the catalogue does not know it. */
  ask: (query: TypedQuery) => Promise<AnswerResult | { readonly refused: string }>;
  /** A cell as its reader sees it. */
  textOf: (cell: Cell) => string;
};
