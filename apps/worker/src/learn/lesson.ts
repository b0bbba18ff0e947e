import type { PaymentBillRow } from "@cfa/db/queries/insights/payment-books";
import type { ClassEdges, PaymentClass } from "@cfa/insights/payment-behaviour";
import type { PaymentBill, PaymentBooks, PaymentInsight } from "@cfa/insights/payment-insight";
import { UNTRAINED, type Training } from "@cfa/insights/train-payments";
import { addDays, daysBetween, type LocalDate } from "@cfa/values/local-date";
import { min } from "@cfa/values/money";

/*
 * What is to be learned from, as it goes to the thread that learns: columns of numbers, which are copied at no cost, with places in
 * lists instead of ids. Days are counted from 1970-01-01.
 */

const OF_NOTHING = Number.MAX_SAFE_INTEGER;
const FIRST_DAY = "1970-01-01" as LocalDate;

/** Some bills of a side, one after the other. */
export type BillPiece = {
  readonly party: Int32Array;
  readonly date: Int32Array;
  readonly dueDate: Int32Array;
  readonly known: Int32Array;
  readonly amount: BigInt64Array;
  readonly disputed: BigInt64Array;
  readonly tdsAwaited: BigInt64Array; // 0: none
  readonly writtenOff: BigInt64Array;
  readonly isExcluded: Uint8Array;
  /** Up to which place of the columns below a bill's settlements are. */
  readonly settledUpTo: Int32Array;
  readonly settledOn: Int32Array;
  readonly settled: BigInt64Array;
  readonly isInferred: Uint8Array;
};

export type LessonParty = {
  before: PaymentClass | null;
  pinned: PaymentClass | null;
  creditLimit: bigint | null;
};

/** What is left of a party's promise whose day has not passed. */
export type LessonPromise = { party: number; amount: bigint; day: LocalDate };

/** One side of the books as of a day. */
export type Lesson = {
  readonly asOf: LocalDate;
  readonly edges: ClassEdges;
  readonly seed: number;
  /** What an earlier learning left; null: nothing. */
  readonly training: Training | null;
  readonly pieces: readonly BillPiece[];
  readonly parties: readonly LessonParty[];
  readonly promises: readonly LessonPromise[];
};

/** Rows as columns. `placeOf` gives a party's place; `isExcluded` says whether a ledger's party is never chased. */
export function pieceOf(
  rows: readonly PaymentBillRow[],
  by: { placeOf: (ledgerId: string) => number; isExcluded: (ledgerId: string) => boolean },
): BillPiece {
  const int = (of: (row: PaymentBillRow) => number) => Int32Array.from(rows, of);
  const paise = (of: (row: PaymentBillRow) => bigint) => BigInt64Array.from(rows, of);
  let upTo = 0;
  return {
    party: int((row) => by.placeOf(row.ledgerId)),
    date: int((row) => row.date),
    dueDate: int((row) => row.dueDate),
    known: int((row) => row.known),
    amount: paise((row) => row.amount),
    disputed: paise((row) => row.disputed),
    tdsAwaited: paise((row) => row.tdsAwaited ?? 0n),
    writtenOff: paise((row) => row.writtenOff),
    isExcluded: Uint8Array.from(rows, (row) =>
      by.isExcluded(row.ledgerId) || by.isExcluded(row.originId ?? row.ledgerId) ? 1 : 0,
    ),
    settledUpTo: int((row) => (upTo += row.settledOn?.length ?? 0)),
    settledOn: Int32Array.from(rows.flatMap((row) => row.settledOn ?? [])),
    settled: BigInt64Array.from(rows.flatMap((row) => row.settled ?? []).map(BigInt)),
    isInferred: Uint8Array.from(rows.flatMap((row) => row.inferred ?? []).map(Number)),
  };
}

/**
 * The same lesson without what takes long: a training of nothing, which is worth renewing on the next day and not before. A training is
 * fresh for seven days.
 */
export function untrained(lesson: Lesson): Lesson {
  const asOf = daysBetween(FIRST_DAY, lesson.asOf) - 6;
  return { ...lesson, training: { ...UNTRAINED, asOf, outcomes: OF_NOTHING } };
}

/** Whether a training is one of nothing. */
export function isUntrained(training: Training): boolean {
  return training.outcomes === OF_NOTHING;
}

/** The books that a lesson holds; places in its lists are their ids. */
export function booksOf(lesson: Lesson): PaymentBooks {
  const dayOf = dayReader();
  const bills = lesson.pieces.flatMap((piece) =>
    Array.from(piece.party, (_, row) => billAt(piece, row, dayOf)),
  );
  const all = bills.map((bill, place) => ({ ...bill, billId: String(place) }));
  const parties = new Map(lesson.parties.map((party, place) => [String(place), party]));
  const { asOf, edges, seed } = lesson;
  return { asOf, edges, seed, parties, bills: withPromises(all, lesson.promises) };
}

/** What was learned, with ids in the place of places. */
export function withIds(
  insight: PaymentInsight,
  ids: { bills: readonly string[]; parties: readonly string[] },
): PaymentInsight {
  const at = (list: readonly string[], place: string): string => {
    const id = list[Number(place)];
    if (id === undefined) throw new Error("something was learned of what was not in the lesson");
    return id;
  };
  return {
    ...insight,
    bills: insight.bills.map((bill) => ({
      ...bill,
      billId: at(ids.bills, bill.billId),
      partyId: at(ids.parties, bill.partyId),
    })),
    parties: insight.parties.map((party) => ({ ...party, partyId: at(ids.parties, party.partyId) })),
  };
}

/**
 * A bill as it stood. What was written off never came: it is no settlement, and a bill of which nothing else is left stays open
 * for good and is not forecast.
 */
function billAt(
  piece: BillPiece,
  row: number,
  dayOf: (day: number) => LocalDate,
): Omit<PaymentBill, "billId"> {
  const settlements = [];
  let settled = 0n;
  for (let at = row === 0 ? 0 : (piece.settledUpTo[row - 1] ?? 0); at < (piece.settledUpTo[row] ?? 0); at++) {
    const amount = piece.settled[at] ?? 0n;
    settled += amount;
    settlements.push({
      date: dayOf(piece.settledOn[at] ?? 0),
      amount,
      isInferred: piece.isInferred[at] === 1,
    });
  }
  const amount = piece.amount[row] ?? 0n;
  const writtenOff = piece.writtenOff[row] ?? 0n;
  const left = amount - settled - writtenOff;
  const isWrittenOff = left <= 0n && writtenOff > 0n;
  const open = isWrittenOff ? amount - settled : left;
  const tds = piece.tdsAwaited[row] ?? 0n;
  return {
    partyId: String(piece.party[row]),
    date: dayOf(piece.date[row] ?? 0),
    dueDate: dayOf(piece.dueDate[row] ?? 0),
    known: dayOf(piece.known[row] ?? 0),
    amount,
    open,
    settlements,
    disputed: min(piece.disputed[row] ?? 0n, open),
    tdsAwaited: open > 0n && open <= tds ? open : 0n,
    isExcluded: isWrittenOff || piece.isExcluded[row] === 1,
    promisedFor: null,
  };
}

/** Lays what is left of each promise over its party's open bills, the earliest due first. */
function withPromises(bills: readonly PaymentBill[], promises: readonly LessonPromise[]): PaymentBill[] {
  if (promises.length === 0) return [...bills];
  const promised = new Map<string, LocalDate>();
  const open = Map.groupBy(
    bills.filter((bill) => bill.open > 0n && !bill.isExcluded),
    (bill) => bill.partyId,
  );
  for (const { party, amount, day } of promises) {
    const own = (open.get(String(party)) ?? []).toSorted((a, b) =>
      a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : 0,
    );
    let left = amount;
    for (const bill of own) {
      if (left <= 0n) break;
      promised.set(bill.billId, day);
      left -= bill.open;
    }
  }
  return bills.map((bill) => {
    const promisedFor = promised.get(bill.billId);
    return promisedFor === undefined ? bill : { ...bill, promisedFor };
  });
}

function dayReader(): (day: number) => LocalDate {
  const known = new Map<number, LocalDate>();
  return (number) => {
    const seen = known.get(number);
    if (seen !== undefined) return seen;
    const read = addDays(FIRST_DAY, number);
    known.set(number, read);
    return read;
  };
}
