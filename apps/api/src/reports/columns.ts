import type { Column, ColumnKind } from "@cfa/reports/report";

import type { Source } from "./source.ts";
import type { ReportWords } from "./words/en.ts";

type WordKey = {
  [K in keyof ReportWords["columns"]]: ReportWords["columns"][K] extends string ? K : never;
}[keyof ReportWords["columns"]];

export type ColumnSpec =
  | readonly [key: WordKey, kind: ColumnKind, width: number]
  | readonly [key: string, kind: ColumnKind, width: number, title: string];

/** Columns by key, kind and usual width; the title is the key's word unless it is given. All can be sorted by. */
export function columnsOf(words: ReportWords, specs: readonly ColumnSpec[]): Source["columns"] {
  return specs.map(([key, kind, width, title]): Column & { sortable: boolean } => ({
    key,
    title: title ?? words.columns[key as WordKey],
    kind,
    width,
    sortable: true,
  }));
}
