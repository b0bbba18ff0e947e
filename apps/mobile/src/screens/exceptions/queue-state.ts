import type { ExceptionRow } from "@cfa/contract/exceptions";

/** How many exceptions are chosen at once, at most. */
export const MOST_CHOSEN = 500;

/** Where somebody is in the queue, what they have chosen, and what is dealt with though the books do not say so yet. */
export type QueueState = {
  readonly focus: string | null;
  /** From where a range is chosen. */
  readonly anchor: string | null;
  readonly chosen: ReadonlyMap<string, ExceptionRow>;
  readonly gone: ReadonlySet<string>;
};

export type QueueStep =
  | {
      readonly do: "move";
      readonly by: 1 | -1;
      readonly rows: readonly ExceptionRow[];
      readonly range?: true;
    }
  | { readonly do: "focus"; readonly key: string }
  | { readonly do: "toggle"; readonly row: ExceptionRow }
  | { readonly do: "range"; readonly row: ExceptionRow; readonly rows: readonly ExceptionRow[] }
  | { readonly do: "choose"; readonly rows: readonly ExceptionRow[] }
  | { readonly do: "clear" }
  | { readonly do: "dealt"; readonly keys: readonly string[]; readonly rows: readonly ExceptionRow[] }
  | { readonly do: "back"; readonly keys: readonly string[] };

export const EMPTY_QUEUE: QueueState = { focus: null, anchor: null, chosen: new Map(), gone: new Set() };

/** The name of an exception within the queue. */
export function keyOf({ kind, id }: Pick<ExceptionRow, "kind" | "id">): string {
  return `${kind} ${id}`;
}

/** What a step makes of the queue. `rows`: those shown, in their order. */
export function queueAfter(state: QueueState, step: QueueStep): QueueState {
  switch (step.do) {
    case "move": {
      const focus = beside(state.focus, step);
      const row = step.rows.find((one) => keyOf(one) === focus);
      if (row === undefined) return state;
      const moved = { ...state, focus };
      if (step.range !== true) return { ...moved, anchor: focus };
      return rangeTo({ ...moved, anchor: state.anchor ?? state.focus }, { row, rows: step.rows });
    }
    case "focus":
      return { ...state, focus: step.key };
    case "toggle": {
      const key = keyOf(step.row);
      const chosen = new Map(state.chosen);
      if (!chosen.delete(key) && chosen.size < MOST_CHOSEN) chosen.set(key, step.row);
      return { ...state, chosen, focus: key, anchor: key };
    }
    case "range":
      return rangeTo({ ...state, focus: keyOf(step.row) }, step);
    case "choose":
      return { ...state, chosen: withRows(new Map(), step.rows) };
    case "clear":
      return { ...state, chosen: new Map(), anchor: state.focus };
    case "dealt": {
      const gone = new Set([...state.gone, ...step.keys]);
      const chosen = new Map([...state.chosen].filter(([key]) => !gone.has(key)));
      return { ...state, gone, chosen, focus: stillThere(state.focus, { rows: step.rows, gone }) };
    }
    case "back": {
      const gone = new Set(state.gone);
      for (const key of step.keys) gone.delete(key);
      return { ...state, gone };
    }
  }
}

function rangeTo(
  state: QueueState,
  { row, rows }: { row: ExceptionRow; rows: readonly ExceptionRow[] },
): QueueState {
  const places = [state.anchor, keyOf(row)].map((key) => rows.findIndex((one) => keyOf(one) === key));
  const to = Math.max(...places);
  const from = Math.min(...places) < 0 ? to : Math.min(...places);
  const anchor = state.anchor ?? keyOf(row);
  return { ...state, anchor, chosen: withRows(new Map(state.chosen), rows.slice(from, to + 1)) };
}

function withRows(chosen: Map<string, ExceptionRow>, rows: readonly ExceptionRow[]) {
  for (const row of rows) if (chosen.size < MOST_CHOSEN) chosen.set(keyOf(row), row);
  return chosen;
}

function beside(focus: string | null, { by, rows }: { by: 1 | -1; rows: readonly ExceptionRow[] }) {
  const at = rows.findIndex((row) => keyOf(row) === focus);
  const next = at < 0 ? rows[0] : (rows[at + by] ?? rows[at]);
  return next === undefined ? null : keyOf(next);
}

/** The next one that is still there, else the one before. */
function stillThere(
  focus: string | null,
  { rows, gone }: { rows: readonly ExceptionRow[]; gone: ReadonlySet<string> },
): string | null {
  const keys = rows.map(keyOf);
  const at = Math.max(focus === null ? 0 : keys.indexOf(focus), 0);
  const isThere = (key: string) => !gone.has(key);
  return keys.slice(at).find(isThere) ?? keys.slice(0, at).findLast(isThere) ?? null;
}
