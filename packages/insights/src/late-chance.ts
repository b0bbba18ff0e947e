import { NEVER, type Bills } from "./bills.ts";
import type { Outlook } from "./boost/landmark.ts";
import { chanceBy, withChanceBy, type Distribution } from "./distribution.ts";
import type { BillFacts } from "./hazard/factors.ts";
import { chanceAt, logOdds } from "./numbers.ts";

/*
 * Whether a bill will be paid late. Beside what is said of its day stands its party's own record: of the party's latest bills that were open as
 * long before they were due, how many were paid after. How much of what the record adds to the log odds is used is learned from the company's
 * past: logistic regression with a normal prior, what was said as the offset (Cox 1958, Biometrika 45).
 */

/** So many bills' weight what is said has in a record. */
const SAID = 2;
const HALF_LIFE = 6; // bills
/** No more of a party's bills are looked at, and no more of them count. */
const MOST_LOOKED_AT = 300;
const MOST_COUNTED = 60;
/** The share of what records add that is used before anything was seen, and by how much information it is held there. */
const BEFORE = 0.5;
const HELD = 20;
const STEPS = 8;
const CASE_HALF_LIFE = 365; // days
/** No chance is surer than so. */
const LEAST = 1e-4;

/** The chance that a bill looked at from a day is late, by its party's record, drawn towards what is said of it. */
export type LateRecord = (bill: BillFacts, from: number, said: number) => number;

/** Rows of each party's bills, by the day on which it was known whether they are late. */
export type RowsByParty = ReadonlyMap<number, readonly number[]>;

/** Finds them. */
export function rowsByPartyOf(bills: Bills): RowsByParty {
  const rows = new Map<number, number[]>();
  for (let row = 0; row < bills.count; row++) {
    const party = bills.party[row] as number;
    const list = rows.get(party);
    if (list === undefined) rows.set(party, [row]);
    else list.push(row);
  }
  for (const list of rows.values()) list.sort((a, b) => knownLateOn(bills, a) - knownLateOn(bills, b));
  return rows;
}

/** The day on which it was known whether a bill is late. */
function knownLateOn({ due, paid }: Bills, row: number): number {
  return Math.min((due[row] as number) + 1, paid[row] as number);
}

/** Reads parties' records as they stood at the end of a day. */
export function lateRecordOn(bills: Bills, rowsByParty: RowsByParty, asOf: number): LateRecord {
  return (bill, from, said) => {
    const rows = rowsByParty.get(bill.party) ?? [];
    let [late, all, counted] = [SAID * said, SAID, 0];
    let at = rows.length - 1;
    while (at >= 0 && knownLateOn(bills, rows[at] as number) > asOf) at--;
    for (const last = at - MOST_LOOKED_AT; at >= 0 && at > last && counted < MOST_COUNTED; at--) {
      const row = rows[at] as number;
      const due = bills.due[row] as number;
      const paid = bills.paid[row] as number;
      const openFrom = Math.max(bills.known[row] as number, due - (bill.due - from));
      if (openFrom > asOf || paid < openFrom) continue; // it was not open then
      const weight = (bills.weight[row] as number) * 0.5 ** (counted / HALF_LIFE);
      counted++;
      all += weight;
      if (paid > due) late += weight;
    }
    return late / all;
  };
}

/** Of bills looked at before they were due: the log odds of being late that were said, what their records added, and what came. */
export type LateCases = { said: number[]; added: number[]; isLate: boolean[]; weight: number[] };

/** Takes in what came of a bill until a day, by the record of the day it was looked at on. A due date that has not passed says nothing yet. */
export function addLateCase(
  cases: LateCases,
  look: Outlook,
  given: { bills: Bills; record: LateRecord; lookedOn: number; asOf: number },
): void {
  const { facts, from, expected, row } = look;
  const { bills, record, lookedOn, asOf } = given;
  const place = facts.due - from;
  if (place < 0 || place >= expected.length || facts.due >= asOf) return;
  const said = Math.exp(-(expected[place] as number));
  cases.said.push(oddsOf(said));
  cases.added.push(oddsOf(record(facts, from, said)) - oddsOf(said));
  cases.isLate.push((bills.paid[row] ?? NEVER) > facts.due);
  cases.weight.push((bills.weight[row] ?? 1) * 0.5 ** ((asOf - lookedOn) / CASE_HALF_LIFE));
}

/** The share of what records add that would have told best what came, by Newton's steps. */
export function learnRecordShare({ said, added, isLate, weight }: LateCases): number {
  let share = BEFORE;
  for (let step = 0; step < STEPS; step++) {
    let [slope, curve] = [HELD * (BEFORE - share), HELD];
    for (let at = 0; at < said.length; at++) {
      const more = added[at] as number;
      const late = chanceAt((said[at] as number) + share * more);
      slope += (weight[at] as number) * more * ((isLate[at] === true ? 1 : 0) - late);
      curve += (weight[at] as number) * more * more * late * (1 - late);
    }
    share += slope / curve;
  }
  return Math.min(1, Math.max(0, share));
}

/** What is said of a bill that is not due yet, with its party's record in the chance that it is late. */
export function withRecord(
  said: Distribution,
  bill: BillFacts,
  { record, share }: { record: LateRecord; share: number },
): Distribution {
  if (bill.due < said.from || share === 0) return said;
  const late = 1 - chanceBy(said, bill.due);
  const odds = oddsOf(late);
  const added = oddsOf(record(bill, said.from, late)) - odds;
  return withChanceBy(said, bill.due, 1 - chanceAt(odds + share * added));
}

function oddsOf(chance: number): number {
  return logOdds(Math.min(1 - LEAST, Math.max(LEAST, chance)));
}
