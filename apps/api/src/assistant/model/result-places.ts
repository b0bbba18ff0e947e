import type { AnswerResult, Cell } from "@cfa/contract/assistant-answer";

import type { ModelDesk } from "./desk.ts";
import type { Handles } from "./handles.ts";
import type { NamedKind } from "./named.ts";

/** How many rows of a result a language model is shown. */
const MOST_ROWS = 20;
const MOST_CHARS = 120;

/** A result as a language model reads it: each value with the place by which it is named in a text. */
export type ShownResult = {
  readonly result: string;
  readonly measure: string;
  readonly definition: string;
  readonly period: AnswerResult["period"];
  readonly asOf: string | null;
  readonly figures: readonly ShownValue[];
  readonly rows: readonly (readonly ShownValue[])[];
  readonly rowCount: number;
  readonly caveats: readonly string[];
};
type ShownValue = { readonly place: string; readonly label: string; readonly value: string };

/** What is shown of a result, and what its places say to the reader. Names are data: they stand in values only, and as handles where they are hidden. */
export function shownResult(
  result: AnswerResult,
  ref: string,
  { handles, textOf, hidesNames }: { handles: Handles; textOf: ModelDesk["textOf"]; hidesNames: boolean },
): { shown: ShownResult; places: ReadonlyMap<string, string> } {
  const places = new Map<string, string>();
  const valueAt = (place: string, label: string, cell: Cell): ShownValue => {
    places.set(place, textOf(cell));
    return { place, label, value: saidOf(cell, { handles, textOf, hidesNames }) };
  };
  const figures = [
    ...result.figures.map(({ name, label, cell }) => valueAt(`${ref}.${name}`, label, cell)),
    ...result.compared.map(({ name, label, cell }) => valueAt(`${ref}.before.${name}`, label, cell)),
  ];
  const rows = result.rows.slice(0, MOST_ROWS).map((row, at) =>
    row.map((cell, column) => {
      const { name = "", label = "" } = result.columns[column] ?? {};
      return valueAt(`${ref}.row${at + 1}.${name}`, label, cell);
    }),
  );
  const { query, definition, period, asOf, rowCount, caveats } = result;
  const shown = {
    result: ref,
    measure: query.measure,
    definition,
    period,
    asOf,
    figures,
    rows,
    rowCount,
    caveats: caveats.map(({ code }) => code),
  };
  return { shown, places };
}

function saidOf(
  cell: Cell,
  { handles, textOf, hidesNames }: { handles: Handles; textOf: ModelDesk["textOf"]; hidesNames: boolean },
): string {
  const { kind } = cell;
  if (isNamed(cell)) return handles.saidOf({ kind: cell.kind, id: cell.value, name: cell.name });
  if (kind === "text" && hidesNames) return "(hidden)";
  return textOf(cell).slice(0, MOST_CHARS);
}

function isNamed(cell: Cell): cell is Extract<Cell, { kind: NamedKind }> {
  return ["party", "ledger", "bill", "voucher"].includes(cell.kind);
}
