import { NEVER, type Bills } from "../bills.ts";
import { LAST_DAY } from "../hazard/fit-hazard.ts";
import type { Rows } from "./trees.ts";
import {
  expectedIn,
  FEATURES,
  OF_BILL_FROM,
  partFeatures,
  partsOf,
  type Outlook,
  type Part,
} from "./landmark.ts";

const HALF_LIFE = 730; // days
const LEAST_EXPECTED = 1e-6;

/** What came of the parts of outlooks until one of some days, as rows to learn from; the outlooks themselves are not kept. */
export type SeenParts = {
  /** Takes in what came of a bill that was looked at on a day. */
  add(look: Outlook, asOf: number): void;
  /** Rows of what looks before one of the days had seen until it; null: there are none. */
  rows(until: number): Rows | null;
};

type Seen = { part: Part; isPaid: boolean; expected: number };
/** What was seen until one day: expected payments by row (NaN: the row had not begun), and whether it came. */
type Until = { day: number; expected: number[]; isPaid: number[] };

/** Collects what came until each of some days. Features of a part are kept by row, those of a bill once for all its parts. */
export function seenParts(history: Bills, days: readonly number[]): SeenParts {
  const ofPart: number[][] = FEATURES.slice(0, OF_BILL_FROM).map(() => []);
  const ofBill: number[][] = FEATURES.slice(OF_BILL_FROM).map(() => []);
  const place: number[] = []; // of a row's bill
  const weight: number[] = []; // of a bill
  const lookedOn: number[] = []; // of a bill
  const untils = days.map((day): Until => ({ day, expected: [], isPaid: [] }));
  const lastDay = Math.max(...days);
  return {
    add(look, asOf) {
      const all = partsSeen(history, look, { asOf, until: lastDay });
      if (all.length === 0) return;
      all.forEach(({ part }) => {
        const features = partFeatures(look, part, asOf);
        ofPart.forEach((column, at) => column.push(features[at] as number));
        place.push(weight.length);
      });
      look.known.forEach((value, at) => ofBill[at]?.push(value));
      weight.push(history.weight[look.row] ?? 1);
      lookedOn.push(asOf);
      for (const { day, expected, isPaid } of untils) {
        const seen = day === lastDay ? all : partsSeen(history, look, { asOf, until: day });
        for (let at = 0; at < all.length; at++) {
          expected.push(seen[at]?.expected ?? NaN);
          isPaid.push(seen[at]?.isPaid === true ? 1 : 0);
        }
      }
    },
    rows(until) {
      const seen = untils.find(({ day }) => day === until);
      if (seen === undefined) throw new Error("what came until that day was not collected");
      const taken = Int32Array.from(place, (_, row) => row).filter(
        (row) => !Number.isNaN(seen.expected[row]),
      );
      if (taken.length === 0) return null;
      const byRow = (of: (row: number) => number) => {
        const column = new Float64Array(taken.length);
        for (let at = 0; at < column.length; at++) column[at] = of(taken[at] as number);
        return column;
      };
      return {
        columns: ofPart.map((column) => byRow((row) => column[row] as number)),
        shared: ofBill.map((column) => Float64Array.from(column)),
        group: Int32Array.from(byRow((row) => place[row] as number)),
        events: byRow((row) => seen.isPaid[row] as number),
        expected: byRow((row) => Math.max(LEAST_EXPECTED, seen.expected[row] as number)),
        weight: byRow((row) => {
          const bill = place[row] as number;
          return 0.5 ** ((until - (lookedOn[bill] as number)) / HALF_LIFE) * (weight[bill] as number);
        }),
      };
    },
  };
}

/** The parts of a look that have been seen until a day, wholly or in part, up to the payment. */
function partsSeen(history: Bills, look: Outlook, { asOf, until }: { asOf: number; until: number }): Seen[] {
  const paid = history.paid[look.row] ?? NEVER;
  const seen: Seen[] = [];
  for (const part of partsOf(look, asOf)) {
    const first = look.from + part.first;
    if (first > until || paid < first) break;
    const last = Math.min(part.last, until - look.from, paid - look.from);
    const isPaid = paid <= Math.min(until, look.from + part.last);
    const unseen = isPaid ? (1 - LAST_DAY) * expectedIn(look, { first: last, last }) : 0;
    seen.push({ part, isPaid, expected: expectedIn(look, { first: part.first, last }) - unseen });
  }
  return seen;
}
