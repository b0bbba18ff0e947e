import type { Mapping, TableField, TableKind, TableQuestion } from "@cfa/contract/uploads";

import { dayText, typedDay } from "../../locale/moment-text";

/** What a person has said about a table so far. `asOf` is as typed. */
export type MappingDraft = {
  kind: TableKind | null;
  /** What each column means, by its place; null: nothing to us. */
  meanings: readonly (TableField | null)[];
  dateOrder: Mapping["dateOrder"];
  asOf: string;
};

export type DraftFault = "kind" | "date" | "party" | "amount" | "dateOrder" | "asOf";

/** What is asked, filled with what we take it to be. */
export function draftOf({ columns, guess }: TableQuestion): MappingDraft {
  const meanings: (TableField | null)[] = columns.map(() => null);
  for (const [field, column] of Object.entries(guess.columns)) {
    if (column !== undefined && column < meanings.length) meanings[column] = field as TableField;
  }
  const asOf = guess.asOf === null ? "" : dayText(guess.asOf);
  return { kind: guess.kind, meanings, dateOrder: guess.dateOrder, asOf };
}

/** Gives a column a meaning; a meaning belongs to one column only. */
export function withMeaning(draft: MappingDraft, column: number, field: TableField | null): MappingDraft {
  const meanings = draft.meanings.map((meaning, at) =>
    at === column ? field : meaning === field && field !== null ? null : meaning,
  );
  return { ...draft, meanings };
}

/** A list of open bills is true for a day; a register is not. */
export function isList(kind: TableKind | null): boolean {
  return kind === "receivable" || kind === "payable";
}

/** The answer, or what is still to be said. */
export function mappingOf(
  draft: MappingDraft,
  question: TableQuestion,
): { mapping: Mapping } | { fault: DraftFault } {
  const columns: Mapping["columns"] = {};
  for (const [column, field] of draft.meanings.entries()) if (field !== null) columns[field] = column;
  const asOf = isList(draft.kind) ? typedDay(draft.asOf) : null;
  if (draft.kind === null) return { fault: "kind" };
  if (question.columns.length > 0) {
    if (columns.date === undefined) return { fault: "date" };
    if (columns.party === undefined) return { fault: "party" };
    if (columns.amount === undefined && columns.debit === undefined && columns.credit === undefined)
      return { fault: "amount" };
  }
  if (question.missing.includes("date-order") && draft.dateOrder === null) return { fault: "dateOrder" };
  if (isList(draft.kind) && asOf === null) return { fault: "asOf" };
  return { mapping: { kind: draft.kind, columns, dateOrder: draft.dateOrder, asOf } };
}
