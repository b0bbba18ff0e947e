import type { Mapping, TableKind, TableQuestion } from "@cfa/contract/uploads";

import type { DateOrder } from "../csv/csv-day.ts";
import type { TableLayout } from "../csv/table-layout.ts";

/** What a company has once said about tables of one layout. */
export type RememberedMapping = Omit<Mapping, "asOf">;

/** Either how the table is to be read, or what must be asked first. */
export type TablePlan = { readonly mapping: Mapping } | { readonly question: TableQuestion };

/**
 * Decides whether a table can be read: its layout was confirmed once, its days can be read in one way only (by the whole
 * column, or as confirmed before), and a list tells the day it was true. Whatever is missing is asked, with our guess.
 */
export function planTable(layout: TableLayout, remembered: RememberedMapping | null): TablePlan {
  const columns = remembered?.columns ?? layout.guess.columns;
  const kind = remembered?.kind ?? layout.guess.kind;
  const told = orderTold(layout, columns);
  const dateOrder = told === "any" || told === null ? (remembered?.dateOrder ?? null) : told;
  const asOf = layout.asOf(columns, dateOrder ?? "day-first");
  const missing: TableQuestion["missing"] = [];
  if (remembered === null) missing.push("columns");
  if (kind === null) missing.push("kind");
  if (told === null && dateOrder === null) missing.push("date-order");
  if (isList(kind) && asOf === null) missing.push("as-of");
  if (missing.length === 0 && kind !== null) {
    return { mapping: { kind, columns, dateOrder, asOf: isList(kind) ? asOf : null } };
  }
  const samples = layout.headings.map((title, column) => ({
    title,
    samples: [...(layout.samples[column] ?? [])],
  }));
  return { question: { columns: samples, guess: { kind, columns, dateOrder, asOf }, missing } };
}

/** What is wrong with a mapping a person gave; undefined when the table can be read by it. */
export function mappingFault(
  mapping: Mapping,
  layout: TableLayout,
): { field: string; message: string } | undefined {
  const { columns, kind } = mapping;
  if (columns.date === undefined)
    return { field: "columns.date", message: "Say which column holds the date." };
  if (columns.party === undefined)
    return { field: "columns.party", message: "Say which column holds the party's name." };
  if (columns.amount === undefined && columns.debit === undefined && columns.credit === undefined)
    return { field: "columns.amount", message: "Say which column holds the amount." };
  const used = Object.values(columns);
  if (new Set(used).size !== used.length)
    return { field: "columns", message: "One column is given two meanings; choose one of them." };
  if (used.some((column) => column >= layout.headings.length))
    return { field: "columns", message: "The table has no such column." };
  if (isList(kind) && mapping.asOf === null)
    return { field: "asOf", message: "Say for which day this list is true." };
  if (orderTold(layout, columns) === null && mapping.dateOrder === null)
    return { field: "dateOrder", message: "Say whether 03/04 is 3 April or 4 March." };
  return undefined;
}

/** A list of open bills, as against a register of vouchers. */
export function isList(kind: TableKind | null): kind is "receivable" | "payable" {
  return kind === "receivable" || kind === "payable";
}

function orderTold(layout: TableLayout, columns: Mapping["columns"]): DateOrder | "any" | null {
  const told = [layout.dateOrderOf(columns.date), layout.dateOrderOf(columns.due)];
  return (
    told.find((order) => order === "day-first" || order === "month-first") ??
    (told.includes(null) ? null : "any")
  );
}
