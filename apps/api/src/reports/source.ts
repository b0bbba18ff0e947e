import type { Block, Column, Row } from "@cfa/reports/report";
import type { ReportAsk, ReportName } from "@cfa/contract/reports";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";

import type { Scope } from "../context.ts";
import type { ReportWords } from "./words/en.ts";

/** What a report is asked with: who asks, about which books, in which words. */
export type Asked = {
  readonly report: ReportName;
  readonly ask: ReportAsk;
  readonly scope: Scope;
  readonly snapshot: CompanySnapshot;
  readonly words: ReportWords;
};

/** A row of a report and what it is about; ids as they are inside. */
export type SourceRow = {
  readonly cells: Row;
  readonly partyId?: string;
  readonly billId?: string;
  readonly voucherId?: string | null;
};

/** Where a page begins (undefined: at the beginning) and how long it is. */
export type PagePlace = { readonly cursor: string | undefined; readonly limit: number };
export type SourcePage = { readonly rows: readonly SourceRow[]; readonly nextCursor: string | null };

/**
 * A report before it has a form: the same rows are shown by the page and written into a file. `page` reads some of them from a
 * place on; `all` reads every one, some at a time.
 */
export type Source = {
  readonly title: string;
  /** Lines of the head before those that every report has: party, day or period. */
  readonly lines: readonly { label: string; value: string }[];
  readonly layout: "portrait" | "landscape";
  readonly columns: readonly (Column & { readonly sortable: boolean })[];
  readonly page: (place: PagePlace) => Promise<SourcePage>;
  readonly all: () => Iterable<SourceRow> | AsyncIterable<SourceRow>;
  readonly totals: Row | null;
  readonly none: string;
  /** Text around the table in files: letters have it. */
  readonly before?: readonly Block[];
  readonly after?: readonly Block[];
  /** What the file is called after, besides company and day: a party. */
  readonly about?: string;
};
