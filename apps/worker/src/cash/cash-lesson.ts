import { areBanksOpen, type ShutDays } from "@cfa/books/cash/bank-days";
import type { SaidBelow } from "@cfa/insights/forecast/chance-below";
import type { CashBooks, PartySide } from "@cfa/insights/money/cash-books";
import { dateOf } from "@cfa/insights/payment-history";
import type { BillForecast } from "@cfa/insights/payment-insight";

import { billsOf, type BillPiece, type Lesson } from "../learn/lesson.ts";

/* What cash is to be forecast from, as it goes to the thread that does: nothing in it but what can be copied there. */

/** One side's bills as columns, with the ids behind their places, and what was learned of the open ones. */
export type SideLesson = {
  readonly pieces: readonly BillPiece[];
  readonly ids: { readonly bills: readonly string[]; readonly parties: readonly string[] };
  readonly promises: Lesson["promises"];
  readonly forecasts: readonly BillForecast[];
};

export type CashLesson = Omit<CashBooks, "isOpen" | "sides"> & {
  readonly sides: Readonly<Record<"customer" | "supplier", SideLesson>>;
  readonly shutDays: readonly ShutDays[];
  /** Chances said before of falling below the floor, and whether it came so. */
  readonly chances: readonly SaidBelow[];
  /** False: with level models it would take too much. */
  readonly withLevels: boolean;
};

/** The books that a lesson holds. */
export function cashBooksOf({ sides, shutDays, ...lesson }: CashLesson): CashBooks {
  const days = new Map<number, boolean>();
  const isOpen = (day: number): boolean => {
    const known = days.get(day) ?? areBanksOpen(shutDays, dateOf(day));
    days.set(day, known);
    return known;
  };
  const { customer, supplier } = sides;
  return { ...lesson, sides: { customer: sideOf(customer), supplier: sideOf(supplier) }, isOpen };
}

function sideOf({ pieces, ids, promises, forecasts }: SideLesson): PartySide {
  const bills = billsOf({ pieces, promises }).map((bill) => ({
    ...bill,
    billId: idAt(ids.bills, bill.billId),
    partyId: idAt(ids.parties, bill.partyId),
  }));
  return { bills, forecasts };
}

function idAt(list: readonly string[], place: string): string {
  const id = list[Number(place)];
  if (id === undefined) throw new TypeError("a bill's place is not in the lesson");
  return id;
}
