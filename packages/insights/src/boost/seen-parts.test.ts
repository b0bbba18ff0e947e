import { expect, test } from "vitest";

import { billsOf } from "../bills.ts";
import { factsAt } from "../hazard/design.ts";
import { AHEAD } from "./landmark.ts";
import { seenParts } from "./seen-parts.ts";
import { STANDING } from "./standing.ts";

const LOOK = 1_000;

/** What is seen until a day of a bill that was looked at on day 1000, with a payment expected in ten days: by parts of the days ahead. */
function seenOf(paid: number | null, until: number): { events: number[]; expected: number[] } | null {
  const bills = billsOf([{ party: 0, known: 990, date: 990, due: 1_010, amount: 1, paid }]);
  const seen = seenParts(bills, [until, LOOK + 100]);
  const expected = Float64Array.from({ length: AHEAD }, (_, at) => 0.1 * (at + 1));
  const look = { row: 0, facts: factsAt(bills, 0), from: LOOK + 1, expected, known: STANDING.map(() => 0) };
  seen.add(look, LOOK);
  const rows = seen.rows(until);
  if (rows === null) return null;
  return {
    events: [...rows.events],
    expected: Array.from(rows.expected, (each) => Number(each.toFixed(9))),
  };
}

test("a bill is seen up to its payment, of whose day half was seen", () => {
  expect(seenOf(1_002, 1_050)).toEqual({ events: [1], expected: [0.15] }); // the first part has three days
  expect(seenOf(1_006, 1_050)).toEqual({ events: [0, 1], expected: [0.3, 0.25] });
});

test("one that is open is seen up to the day; what came later is not", () => {
  expect(seenOf(null, 1_006)).toEqual({ events: [0, 0], expected: [0.3, 0.3] });
  expect(seenOf(1_009, 1_006)).toEqual({ events: [0, 0], expected: [0.3, 0.3] });
  expect(seenOf(1_009, LOOK)).toBeNull();
});
