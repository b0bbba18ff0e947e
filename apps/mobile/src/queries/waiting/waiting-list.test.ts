import type { TodayItem } from "@cfa/contract/today";
import { expect, test } from "vitest";

import { endOf, readKept, withDeed, withoutAlert, type WaitingDeed } from "./waiting-list";

const item = (key: string) => ({ kind: "slower", key }) as TodayItem;
const deed = (id: string, key: string, more: Partial<WaitingDeed> = {}): WaitingDeed => ({
  id,
  companyId: "cmp_a",
  person: "asha@example.in",
  item: item(key),
  until: "2026-11-28",
  since: "2026-11-27T05:00:00Z",
  refused: null,
  ...more,
});
const ids = (list: readonly WaitingDeed[]) => list.map(({ id }) => id);

test("deeds stand in the order in which they were done; a later word about an alert takes the place of the earlier", () => {
  const list = ["a", "b", "c"].reduce<WaitingDeed[]>((all, key) => withDeed(all, deed(key, key)), []);
  expect(ids(list)).toEqual(["a", "b", "c"]);
  expect(ids(withDeed(list, deed("d", "a", { until: null })))).toEqual(["b", "c", "d"]);
});

test("those of another person or company stay", () => {
  const list = [
    deed("mine", "a"),
    deed("theirs", "a", { person: "bindu@example.in" }),
    deed("elsewhere", "a", { companyId: "cmp_b" }),
  ];
  const gone = withoutAlert(list, { person: "asha@example.in", companyId: "cmp_a", key: "a" });
  expect(ids(gone)).toEqual(["theirs", "elsewhere"]);
});

test("what passes by itself waits on, everything else is shown", () => {
  expect((["unreachable", "unavailable", "too-many", "not-signed-in"] as const).map(endOf)).toEqual(
    Array.from({ length: 4 }, () => "waits"),
  );
  expect((["not-found", "bad-input", "not-allowed", "conflict", "internal"] as const).map(endOf)).toEqual(
    Array.from({ length: 5 }, () => "refused"),
  );
});

test("what cannot be read is left out, the rest is kept", () => {
  const kept = deed("a", "a");
  expect(readKept(JSON.stringify([kept, null, 7, { id: "b" }, { ...kept, item: null }]))).toEqual([kept]);
  for (const text of [null, "", "{", '"x"', "{}"]) expect(readKept(text)).toEqual([]);
});
