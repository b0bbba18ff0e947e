import { delayOf, NEVER, type Bills } from "../bills.ts";
import type { BillFacts } from "../hazard/factors.ts";
import { countBelow, meanOf, middleOf } from "../numbers.ts";

/** What a party's history says on a day, as a bill of the party is looked at. `NaN`: not known. */
export type Standing = { of(bill: BillFacts): number[] };

/** The names of what `of` answers, in its order. */
export const STANDING = [
  "log amount",
  "log amount to the party's middle",
  "terms",
  "entered after",
  "bills paid",
  "mean delay",
  "spread of delays",
  "share late",
  "last delay",
  "turn of delays",
  "days since last payment",
  "days since last payment by usual gap",
  "usual gap",
  "bills a payment",
  "open bills",
  "older open bills",
  "younger open bills",
  "younger bills paid",
  "younger bills paid lately",
  "bills paid lately",
  "longest overdue",
  "company's pace",
] as const;

const HALF_LIFE = 6; // bills
const LATELY = 28;
const MOST_COUNTED = 40;

type PartyStanding = {
  middle: number;
  paid: number;
  mean: number;
  spread: number;
  late: number;
  last: number;
  turn: number;
  since: number;
  gap: number;
  perPayment: number;
  openDates: Int32Array;
  paidByDate: { date: number; paid: number }[];
  paidLately: number;
  longest: number;
};

/** Reads all parties of a history as they stood at the end of a day, which is the history's own. */
export function standingOn(history: Bills, asOf: number): Standing {
  const rows = new Map<number, number[]>();
  let open = 0;
  let paidLately = 0;
  for (let row = 0; row < history.count; row++) {
    const party = history.party[row] ?? 0;
    const list = rows.get(party) ?? [];
    list.push(row);
    rows.set(party, list);
    const paid = history.paid[row] ?? NEVER;
    if (paid === NEVER) open++;
    else if (paid > asOf - LATELY) paidLately++;
  }
  const pace = paidLately / Math.max(1, open);
  const parties = new Map<number, PartyStanding>();
  const none = partyStanding(history, [], asOf);
  const standing = (party: number): PartyStanding => {
    const list = rows.get(party);
    if (list === undefined) return none;
    const found = parties.get(party) ?? partyStanding(history, list, asOf);
    parties.set(party, found);
    return found;
  };
  return {
    of(bill) {
      const party = standing(bill.party);
      const amount = Math.log(Math.max(1, bill.amount));
      const older = countBelow(party.openDates, bill.date);
      const isOpen = bill.known <= asOf ? 1 : 0;
      const younger = youngerPaid(party, bill.date, asOf);
      return [
        amount,
        party.middle > 0 ? amount - Math.log(Math.max(1, party.middle)) : NaN,
        bill.due - bill.date,
        bill.known - bill.date,
        party.paid,
        party.mean,
        party.spread,
        party.late,
        party.last,
        party.turn,
        party.since,
        party.since / party.gap,
        party.gap,
        party.perPayment,
        party.openDates.length,
        older,
        Math.max(0, party.openDates.length - older - isOpen),
        younger.all,
        younger.lately,
        party.paidLately,
        party.longest,
        pace,
      ];
    },
  };
}

function partyStanding(history: Bills, rows: readonly number[], asOf: number): PartyStanding {
  const paidOf = (row: number) => history.paid[row] ?? NEVER;
  const paid = rows.filter((row) => paidOf(row) !== NEVER).toSorted((a, b) => paidOf(a) - paidOf(b));
  const open = rows.filter((row) => paidOf(row) === NEVER);
  const delays = paid.map((row) => delayOf(history, row));
  let weight = 0;
  let sum = 0;
  let squares = 0;
  let late = 0;
  delays.forEach((delay, place) => {
    const each = 0.5 ** ((delays.length - 1 - place) / HALF_LIFE);
    weight += each;
    sum += each * delay;
    squares += each * delay * delay;
    if (delay > 0) late += each;
  });
  const mean = sum / weight; // NaN without any
  const days = [...new Set(paid.map(paidOf))];
  const gaps = days.slice(-13).flatMap((day, at, list) => (at === 0 ? [] : [day - (list[at - 1] ?? day)]));
  return {
    middle: middleOf(rows.map((row) => history.amount[row] ?? 0)),
    paid: paid.length,
    mean,
    spread: weight > 1 ? Math.sqrt(Math.max(0, squares / weight - mean * mean)) : NaN,
    late: late / weight,
    last: delays.at(-1) ?? NaN,
    turn: meanOf(delays.slice(-3)) - meanOf(delays.slice(-13, -3)),
    since: asOf - (days.at(-1) ?? NaN),
    gap: middleOf(gaps),
    perPayment: paid.length / days.length,
    openDates: Int32Array.from(open, (row) => history.date[row] ?? 0).toSorted(),
    paidByDate: paid
      .map((row) => ({ date: history.date[row] ?? 0, paid: paidOf(row) }))
      .toSorted((a, b) => b.date - a.date),
    paidLately: paid.filter((row) => paidOf(row) > asOf - LATELY).length,
    longest: open.reduce((most, row) => Math.max(most, asOf - (history.due[row] ?? 0)), -Infinity),
  };
}

/** How many bills younger than a day were paid; counted to forty. */
function youngerPaid(party: PartyStanding, date: number, asOf: number): { all: number; lately: number } {
  let all = 0;
  let lately = 0;
  for (const one of party.paidByDate) {
    if (one.date <= date || all >= MOST_COUNTED) break;
    all++;
    if (one.paid > asOf - LATELY) lately++;
  }
  return { all, lately };
}
