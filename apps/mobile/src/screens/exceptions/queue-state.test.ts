import type { ExceptionRow } from "@cfa/contract/exceptions";
import { expect, test } from "vitest";

import { EMPTY_QUEUE, keyOf, MOST_CHOSEN, queueAfter, type QueueState, type QueueStep } from "./queue-state";

const row = (id: string) => ({ kind: "no-contact", id }) as ExceptionRow;
const rows = ["a", "b", "c", "d"].map(row);
const key = (id: string) => keyOf(row(id));
const after = (...steps: QueueStep[]) => steps.reduce<QueueState>(queueAfter, EMPTY_QUEUE);
const ids = ({ chosen }: QueueState) => [...chosen.values()].map(({ id }) => id);
const down: QueueStep = { do: "move", by: 1, rows };
const up: QueueStep = { do: "move", by: -1, rows };

test("the focus goes down and up and stops at either end", () => {
  expect(after(down).focus).toBe(key("a"));
  expect(after(down, down, down, up).focus).toBe(key("b"));
  expect(after(down, up, up).focus).toBe(key("a"));
  expect(after(down, down, down, down, down, down).focus).toBe(key("d"));
  expect(after({ ...down, rows: [] }).focus).toBeNull();
});

test("one is chosen and let go, a range from the last one chosen, with a key too", () => {
  const toggle = (id: string): QueueStep => ({ do: "toggle", row: row(id) });
  expect(ids(after(toggle("b"), toggle("d"), toggle("b")))).toEqual(["d"]);
  expect(ids(after(toggle("b"), { do: "range", row: row("d"), rows }))).toEqual(["b", "c", "d"]);
  expect(ids(after(toggle("c"), { do: "range", row: row("a"), rows })).toSorted()).toEqual(["a", "b", "c"]);
  expect(ids(after({ do: "range", row: row("c"), rows }))).toEqual(["c"]);
  expect(ids(after(down, { ...down, range: true }, { ...down, range: true }))).toEqual(["a", "b", "c"]);
  expect(ids(after(toggle("b"), { do: "clear" }))).toEqual([]);
});

test("no more than so many are chosen at once", () => {
  const many = Array.from({ length: MOST_CHOSEN + 5 }, (_, at) => row(`${at}`));
  const full = after({ do: "choose", rows: many });
  expect(full.chosen.size).toBe(MOST_CHOSEN);
  expect(queueAfter(full, { do: "toggle", row: row("more") }).chosen.size).toBe(MOST_CHOSEN);
});

test("what is dealt with goes, and the next one that is there gets the focus", () => {
  const at = (id: string): QueueStep => ({ do: "focus", key: key(id) });
  const dealt = (...gone: string[]): QueueStep => ({ do: "dealt", keys: gone.map(key), rows });
  expect(after(at("b"), dealt("b", "c")).focus).toBe(key("d"));
  expect(after(at("c"), dealt("c", "d")).focus).toBe(key("b"));
  expect(after(at("a"), dealt("a", "b", "c", "d")).focus).toBeNull();
  const back = after({ do: "choose", rows }, dealt("a", "b"), { do: "back", keys: [key("a")] });
  expect([[...back.gone], ids(back)]).toEqual([[key("b")], ["c", "d"]]);
});
