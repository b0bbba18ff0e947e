import type { LocalDate } from "@cfa/values/local-date";
import { financialYearOf, type Period } from "@cfa/values/period";

import { baseOf } from "../sample-company/desk.ts";
import { byDate } from "../sample-company/write-books.ts";
import {
  guidOf,
  type Allocation,
  type Books,
  type Ledger,
  type Voucher,
} from "../sample-company/tally-books.ts";

/** A voucher as a test writes it: ledgers by name. */
export type NewVoucher = {
  readonly date: LocalDate;
  readonly type: string;
  readonly entries: readonly NewEntry[];
  readonly party?: string;
} & Partial<Omit<Voucher, "masterId" | "alterId" | "base" | "date" | "type" | "entries" | "party">>;

export type NewEntry = {
  readonly ledger: string;
  readonly amount: bigint;
  readonly bills?: readonly Allocation[];
  readonly isParty?: boolean;
};

/**
 * A company that is open in the fake Tally, on a copy of its own: changes reach neither the sample company nor an
 * answer under way. The counters move as Tally's do.
 */
export type OpenCompany = {
  readonly books: Books;
  /** Tally's current period: what an answer covers that names no (typed) dates, and whose start openings belong to. */
  readonly period: Period;
  setPeriod(period: Period): void;
  ledger(masterId: number): Ledger;
  /** Answers its GUID. AltVchId moves by one. */
  addVoucher(voucher: NewVoucher): string;
  /** Keeps GUID and MasterId, takes a new AlterId. */
  alterVoucher(guid: string, changes: Partial<NewVoucher>): void;
  /** The voucher is gone without a row to tell of it; AltVchId moves by two. */
  deleteVoucher(guid: string): void;
  /** Moves the ledger's AlterId and AltMstId; its vouchers keep theirs and come with the new name. */
  renameLedger(name: string, newName: string): void;
  /** Makes a ledger below a group; answers its GUID. */
  addLedger(ledger: Pick<Ledger, "name" | "parent"> & Partial<Ledger>): string;
  /** What a backup would hold now; restoring it puts the counters back too. */
  backup(): Books;
  restore(backup: Books): void;
};

/** Opens a company with its whole books as the current period; `setPeriod` narrows it as a user would with F2. */
export function openCompany(given: Books): OpenCompany {
  let books = given;
  let period = wholePeriod(given);
  let byId = new Map(given.ledgers.map((ledger) => [ledger.masterId, ledger]));

  const change = (changes: Partial<Books>): void => {
    books = { ...books, ...changes };
    if (changes.ledgers !== undefined)
      byId = new Map(changes.ledgers.map((ledger) => [ledger.masterId, ledger]));
  };
  const idOf = (name: string): number => ledgerNamed(books, name).masterId;
  const company: OpenCompany = {
    get books() {
      return books;
    },
    get period() {
      return period;
    },
    setPeriod(next) {
      period = next;
    },
    ledger: (masterId) => {
      const ledger = byId.get(masterId);
      if (ledger === undefined) throw new RangeError(`no ledger ${masterId}`);
      return ledger;
    },
    addVoucher(voucher) {
      const masterId =
        books.vouchers.reduce((highest, one) => Math.max(highest, one.masterId), books.voucherMark) + 1;
      const alterId = books.voucherMark + 1;
      const written = {
        ...EMPTY,
        number: String(masterId),
        ...resolved(voucher, idOf),
        masterId,
        alterId,
      } as Voucher;
      change({ vouchers: [...books.vouchers, written].toSorted(byDate), voucherMark: alterId });
      return guidOf(books, masterId);
    },
    alterVoucher(guid, changes) {
      const altered = voucherOf(books, guid);
      const alterId = books.voucherMark + 1;
      const next = { ...altered, ...resolved(changes, idOf), masterId: altered.masterId, alterId } as Voucher;
      const vouchers = books.vouchers
        .map((voucher) => (voucher === altered ? next : voucher))
        .toSorted(byDate);
      change({ vouchers, voucherMark: alterId });
    },
    deleteVoucher(guid) {
      const deleted = voucherOf(books, guid);
      change({
        vouchers: books.vouchers.filter((voucher) => voucher !== deleted),
        voucherMark: books.voucherMark + 2,
      });
    },
    renameLedger(name, newName) {
      const renamed = ledgerNamed(books, name);
      const alterId = books.masterMark + 1;
      const next = { ...renamed, name: newName, alterId };
      change({ ledgers: books.ledgers.map((one) => (one === renamed ? next : one)), masterMark: alterId });
    },
    addLedger(ledger) {
      const id = books.masterMark + 1;
      const made: Ledger = { ...PLAIN_LEDGER, ...ledger, masterId: id, alterId: id };
      change({ ledgers: [...books.ledgers, made], masterMark: id });
      return guidOf(books, id);
    },
    backup: () => books,
    restore(backup) {
      change(backup);
    },
  };
  return company;
}

const EMPTY = {
  reference: "",
  referenceDate: null,
  party: 0,
  narration: "",
  isInvoice: false,
  isCancelled: false,
  isOptional: false,
  isPostDated: false,
  dueText: "",
};

const PLAIN_LEDGER: Omit<Ledger, "masterId" | "alterId" | "name" | "parent"> = {
  aliases: [],
  reservedName: "",
  opening: 0n,
  openingBills: [],
  isBillWise: false,
  creditDays: null,
  creditLimit: null,
  currency: "",
  contact: null,
};

function resolved(voucher: Partial<NewVoucher>, idOf: (name: string) => number): Partial<Voucher> {
  const { entries, party, type, ...plain } = voucher;
  return {
    ...plain,
    ...(type === undefined ? {} : { type, base: baseOf(type) }),
    ...(party === undefined ? {} : { party: idOf(party) }),
    ...(entries === undefined
      ? {}
      : { entries: entries.map((entry) => ({ ...entry, ledger: idOf(entry.ledger) })) }),
  };
}

function wholePeriod(books: Books): Period {
  const last = books.vouchers.at(-1)?.date ?? books.booksFrom;
  return { from: books.booksFrom, to: financialYearOf(last).to };
}

function ledgerNamed(books: Books, name: string): Ledger {
  const wanted = name.trim().toUpperCase();
  const ledger = books.ledgers.find((one) => one.name.toUpperCase() === wanted);
  if (ledger === undefined) throw new RangeError(`no ledger "${name}" in ${books.name}`);
  return ledger;
}

function voucherOf(books: Books, guid: string): Voucher {
  const voucher = books.vouchers.find((one) => guidOf(books, one.masterId) === guid);
  if (voucher === undefined) throw new RangeError(`no voucher ${guid} in ${books.name}`);
  return voucher;
}
