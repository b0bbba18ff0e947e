import { readHow, type PaymentBillRow } from "@cfa/db/queries/insights/payment-books";
import type { ClassEdges, PaymentClass } from "@cfa/insights/payment-behaviour";
import type { PaymentBill, PaymentBooks, PaymentInsight } from "@cfa/insights/payment-insight";
import { paymentBillOf, type StandingBill } from "@cfa/insights/standing-bill";
import type { Training } from "@cfa/insights/train-payments";
import { addDays, type LocalDate } from "@cfa/values/local-date";

/*
 * What is to be learned from, as it goes to the thread that learns: columns of numbers, which are copied at little cost, with places
 * in lists instead of ids. Days are counted from 1970-01-01.
 */

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
  readonly isExcluded: Uint8Array;
  /** Up to which place of the columns below a bill's settlements are. */
  readonly settledUpTo: Int32Array;
  readonly settledOn: Int32Array;
  readonly settled: BigInt64Array;
  readonly how: Uint8Array; // a sum of HOW
};

export type LessonParty = {
  before: PaymentClass | null;
  pinned: PaymentClass | null;
};

/** What is left of a party's promise whose day has not passed. */
export type LessonPromise = { party: number; amount: bigint; day: LocalDate };

/** Money that came without a bill and was taken by one later. */
export type LessonTaken = { party: number; came: LocalDate; taken: LocalDate; amount: bigint };

/** One side of the books as of a day. */
export type Lesson = {
  readonly asOf: LocalDate;
  readonly edges: ClassEdges;
  readonly seed: number;
  /** What an earlier learning left; null: nothing. */
  readonly training: Training | null;
  /** False: with trees it would take too much. */
  readonly withTrees: boolean;
  readonly pieces: readonly BillPiece[];
  readonly taken: readonly LessonTaken[];
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
    isExcluded: Uint8Array.from(rows, (row) =>
      by.isExcluded(row.ledgerId) || by.isExcluded(row.originId ?? row.ledgerId) ? 1 : 0,
    ),
    settledUpTo: int((row) => (upTo += row.settledOn?.length ?? 0)),
    settledOn: Int32Array.from(rows.flatMap((row) => row.settledOn ?? [])),
    settled: BigInt64Array.from(rows.flatMap((row) => row.settled ?? []).map(BigInt)),
    how: Uint8Array.from(rows.flatMap((row) => row.how ?? [])),
  };
}

/** The books that a lesson holds; places in its lists are their ids. */
export function booksOf(lesson: Lesson): PaymentBooks {
  const parties = new Map(lesson.parties.map((party, place) => [String(place), party]));
  const { asOf, edges, seed } = lesson;
  const taken = lesson.taken.map(({ party, ...money }) => ({ ...money, partyId: String(party) }));
  return { asOf, edges, seed, parties, taken, bills: billsOf(lesson) };
}

/** The bills that a lesson holds; places in its lists are their ids. */
export function billsOf({ pieces, promises }: Pick<Lesson, "pieces" | "promises">): PaymentBill[] {
  const dayOf = dayReader();
  const bills: PaymentBill[] = [];
  for (const piece of pieces)
    for (let row = 0; row < piece.party.length; row++)
      bills.push(billAt(piece, row, { billId: String(bills.length), dayOf }));
  return withPromises(bills, promises);
}

/** What was learned, with ids in the place of places. */
export function withIds(
  insight: PaymentInsight,
  ids: { bills: readonly string[]; parties: readonly string[] },
): PaymentInsight {
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

function at(list: readonly string[], place: string): string {
  const id = list[Number(place)];
  if (id === undefined) throw new Error("something was learned of what was not in the lesson");
  return id;
}

/** A bill as it stood. */
function billAt(
  piece: BillPiece,
  row: number,
  { billId, dayOf }: { billId: string; dayOf: (day: number) => LocalDate },
): PaymentBill {
  return paymentBillOf({
    billId,
    partyId: String(piece.party[row]),
    date: dayOf(piece.date[row] ?? 0),
    dueDate: dayOf(piece.dueDate[row] ?? 0),
    known: dayOf(piece.known[row] ?? 0),
    amount: piece.amount[row] ?? 0n,
    disputed: piece.disputed[row] ?? 0n,
    tdsAwaited: piece.tdsAwaited[row] ?? 0n,
    isExcluded: piece.isExcluded[row] === 1,
    against: settlementsAt(piece, row, dayOf),
  });
}

function settlementsAt(
  piece: BillPiece,
  row: number,
  dayOf: (day: number) => LocalDate,
): StandingBill["against"] {
  const from = row === 0 ? 0 : (piece.settledUpTo[row - 1] ?? 0);
  const places = Array.from({ length: (piece.settledUpTo[row] ?? 0) - from }, (_, place) => from + place);
  return places.map((place) => {
    const { isWrittenOff, ...how } = readHow(piece.how[place] ?? 0);
    const date = dayOf(piece.settledOn[place] ?? 0);
    return { settlement: { date, amount: piece.settled[place] ?? 0n, ...how }, isWrittenOff };
  });
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
