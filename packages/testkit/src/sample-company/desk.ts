import { addDays, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import { financialYearLabel } from "@cfa/values/period";

import type { Chart } from "./chart.ts";
import { gathers, type Gathered, type TradingParty } from "./parties.ts";
import type { Random } from "./random.ts";
import { CUSTOM_VOUCHER_TYPES } from "./reserved-masters.ts";
import type { SizeProfile } from "./sizes.ts";
import { isPosted, type BankAllocation, type Base, type Entry, type Voucher } from "./tally-books.ts";
import type { NoteTruth, PaymentTruth, ReceiptTruth, RecurringOccurrence } from "./truth.ts";

/** What the one who writes a voucher says; the desk gives it its ids and number. */
export type Draft = Partial<Omit<Voucher, "masterId" | "alterId" | "base">> &
  Pick<Voucher, "date" | "type" | "entries">;

/** Something that will happen on a day. */
export type Event = (desk: Desk, date: LocalDate) => void;

/**
 * The accountant's desk while the books are being written, day by day: the pending events, the running balances
 * and what has to be remembered as truth. Holds what is open, never what is past, so that the longest books can
 * be written as a stream.
 */
export type Desk = {
  readonly profile: SizeProfile;
  readonly chart: Chart;
  readonly random: Random;
  readonly customers: readonly TradingParty[];
  readonly suppliers: readonly TradingParty[];
  readonly booksFrom: LocalDate;
  readonly through: LocalDate;
  /** Posted balance of a ledger so far, Tally's sign. */
  balance(ledger: number): Paise;
  emit(draft: Draft): Voucher;
  /** The next voucher number of a type in the year, for a draft whose bills carry it. */
  takeNumber(type: string, date: LocalDate): string;
  /** On that day, or today when it is past. */
  plan(date: LocalDate, event: Event): void;
  readonly truth: TruthNotes;
  /** How much has gathered of a thing that the whole business does, by any name. */
  gathering(name: string): Gathered;
};

/** Truth as it is collected. */
export type TruthNotes = {
  payments: PaymentTruth[];
  receipts: ReceiptTruth[];
  notes: NoteTruth[];
  occurrences: Map<string, RecurringOccurrence[]>;
  outflow: { supplier: Paise; recurring: Paise; statutory: Paise; oneOff: Paise };
};

/** The inside of a desk, which only `writeBooks` drives. */
export type DeskClockwork = {
  readonly desk: Desk;
  /** Nothing can be planned before this day any more. */
  begin(date: LocalDate): void;
  /** Runs the events of a day. */
  runDay(date: LocalDate): void;
  /** The vouchers written since the last call, with some of them altered afterwards. */
  takeVouchers(): Voucher[];
  readonly voucherMark: () => number;
};

type Setup = Omit<Desk, "balance" | "emit" | "takeNumber" | "plan" | "truth" | "gathering"> & {
  readonly openings: ReadonlyMap<number, Paise>;
};

export function makeDesk(setup: Setup): DeskClockwork {
  const balances = new Map(setup.openings);
  const events = new Map<LocalDate, Event[]>();
  const numbers = new Map<string, number>();
  const deletions = { gathered: 0 };
  const ids = setup.random.fork("ids");
  let today = setup.booksFrom;
  let written: { -readonly [K in keyof Voucher]: Voucher[K] }[] = [];
  let masterId = 0;
  let alterId = 0;

  const desk: Desk = {
    ...setup,
    balance: (ledger) => balances.get(ledger) ?? 0n,
    takeNumber: (type, date) => nextNumber(numbers, { type, date }),
    plan: (date, event) => {
      const at = date < today ? today : date;
      const list = events.get(at);
      if (list === undefined) events.set(at, [event]);
      else list.push(event);
    },
    emit: (draft) => {
      if (gathers(deletions, 0.016 * ids.next())) {
        // A voucher that was written and deleted again: its ids are gone, and the deletion moved the counter too.
        masterId++;
        alterId += 2;
      }
      masterId++;
      alterId++;
      const voucher = complete(draft, {
        masterId,
        alterId,
        number: draft.number ?? nextNumber(numbers, draft),
      });
      written.push(voucher);
      if (isPosted(voucher)) {
        if (voucher.date <= today) post(balances, voucher.entries);
        else desk.plan(voucher.date, () => post(balances, voucher.entries));
      }
      return voucher;
    },
    gathering: gatheringByName(setup.random),
    truth: noTruthYet(),
  };

  return {
    desk,
    begin: (date) => {
      today = date;
    },
    runDay: (date) => {
      today = date;
      const list = events.get(date) ?? [];
      events.set(date, list);
      // Events may add to the same day, so the list is read by index to its growing end.
      for (let i = 0; i < list.length; i++) list[i]?.(desk, date);
      events.delete(date);
    },
    takeVouchers: () => {
      const month = written;
      written = [];
      for (const voucher of month) if (ids.chance(0.02)) voucher.alterId = ++alterId;
      return month;
    },
    voucherMark: () => alterId,
  };
}

function noTruthYet(): TruthNotes {
  const outflow = { supplier: 0n, recurring: 0n, statutory: 0n, oneOff: 0n };
  return { payments: [], receipts: [], notes: [], occurrences: new Map(), outflow };
}

function gatheringByName(random: Random): Desk["gathering"] {
  const things = new Map<string, Gathered>();
  return (name) => {
    const thing = things.get(name) ?? { gathered: random.fork(name).next() };
    things.set(name, thing);
    return thing;
  };
}

/** A bank line's details: cleared within days when by transfer or cheque. */
export function bankLine(random: Random, date: LocalDate): BankAllocation {
  const cheque = random.chance(0.3);
  return {
    transactionType: cheque ? "Cheque/DD" : random.pick(["NEFT", "RTGS", "UPI", "e-Fund Transfer"]),
    instrumentNumber: cheque
      ? String(random.int(100_000, 999_999))
      : `N${random.int(100_000_000, 999_999_999)}`,
    instrumentDate: date,
    bankersDate: random.chance(0.9) ? addDays(date, cheque ? random.int(1, 4) : 0) : null,
  };
}

function complete(draft: Draft, ids: { masterId: number; alterId: number; number: string }): Voucher {
  return {
    reference: "",
    referenceDate: null,
    party: 0,
    narration: "",
    isInvoice: false,
    isCancelled: false,
    isOptional: false,
    isPostDated: false,
    dueText: "",
    ...draft,
    base: baseOf(draft.type),
    ...ids,
  };
}

const BASES: ReadonlyMap<string, Base> = new Map(CUSTOM_VOUCHER_TYPES.map(({ name, base }) => [name, base]));

/** The reserved type behind a voucher type of this business. */
export function baseOf(type: string): Base {
  return BASES.get(type) ?? (type as Base);
}

const PREFIXES: Readonly<Record<string, string>> = {
  "GST Sales": "ST",
  "Export Sales": "EX",
  "Credit Note": "CN",
  "Debit Note": "DN",
};

/** The next number of a type in the year: "ST/26-27/0042" where the type has a prefix, a plain count elsewhere. */
function nextNumber(numbers: Map<string, number>, draft: { type: string; date: LocalDate }): string {
  const year = financialYearLabel(draft.date).slice(2);
  const key = `${draft.type} ${year}`;
  const next = (numbers.get(key) ?? 0) + 1;
  numbers.set(key, next);
  const prefix = PREFIXES[draft.type];
  return prefix === undefined ? String(next) : `${prefix}/${year}/${String(next).padStart(4, "0")}`;
}

function post(balances: Map<number, Paise>, entries: readonly Entry[]): void {
  for (const { ledger, amount } of entries) balances.set(ledger, (balances.get(ledger) ?? 0n) + amount);
}
