import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import { financialYearOf, type Period } from "@cfa/values/period";

import type { Currency, Group, Ledger, Voucher, VoucherType } from "../../sample-company/tally-books.ts";
import type { TallySource } from "../../sample-company/tally-source.ts";

/** Fields the books have no place for, by their lower-case name, as Tally would write them. */
export type Extra = { readonly extra?: Readonly<Record<string, string>> };

export type GroupNow = Group & Extra;
export type LedgerNow = Ledger & Extra;
export type VoucherTypeNow = VoucherType & Extra;
export type CurrencyNow = Currency & Extra;
/** `remoteId` is what an import named the voucher by. */
export type VoucherNow = Voucher & Extra & { readonly remoteId?: string };

/** A voucher that was typed over: as the source has it (null: it was created here) and as it is now (null: deleted). */
export type Edit = {
  readonly before: Voucher | null;
  readonly now: VoucherNow | null;
  /** How many shifts of numbers there had been; only later ones move its number. */
  readonly shifts: number;
};

/** Later vouchers of one type in one year that were renumbered because one before them came or went. */
export type NumberShift = {
  readonly type: string;
  readonly year: Period;
  readonly date: LocalDate;
  readonly masterId: number;
  readonly by: 1 | -1;
};

/**
 * A company as it stands: the source's books and, over them, what was typed since. Never changed in place, so that an
 * answer under way and a snapshot keep what they saw; of the source's vouchers only those that were touched are held.
 */
export type CompanyState = {
  readonly source: TallySource;
  readonly guid: string;
  readonly name: string;
  readonly groups: ReadonlyMap<number, GroupNow>;
  readonly ledgers: ReadonlyMap<number, LedgerNow>;
  readonly voucherTypes: ReadonlyMap<number, VoucherTypeNow>;
  readonly currencies: ReadonlyMap<number, CurrencyNow>;
  readonly edits: ReadonlyMap<number, Edit>;
  readonly shifts: readonly NumberShift[];
  /** Today's name of a voucher type by the name that the source's vouchers carry. */
  readonly renamedTypes: ReadonlyMap<string, string>;
  readonly remoteIds: ReadonlyMap<string, number>;
  readonly masterMark: number;
  readonly voucherMark: number;
  readonly lastMasterId: number;
  readonly lastVoucherId: number;
  /** Tally's current period (Alt+F2): what is answered where a request's own dates do not count. */
  readonly period: Period;
  /** Paise for one unit of a foreign currency today, by its symbol. Ledgers of others stand at booked value. */
  readonly rates: ReadonlyMap<string, Paise>;
  /** Value of the stock at the end of any day, a debit; the opening stock where it was not told. */
  readonly closingStock: Paise;
};

export type CompanySettings = {
  readonly period?: Period;
  readonly rates?: Readonly<Record<string, Paise>>;
  readonly closingStock?: Paise;
};

/** A company as its source has it, before anything is typed. */
export function stateOf(source: TallySource, settings: CompanySettings = {}): CompanyState {
  return {
    source,
    guid: source.guid,
    name: source.name,
    groups: byMasterId(source.groups),
    ledgers: byMasterId(source.ledgers),
    voucherTypes: byMasterId(source.voucherTypes),
    currencies: byMasterId(source.currencies),
    edits: new Map(),
    shifts: [],
    renamedTypes: new Map(),
    remoteIds: new Map(),
    masterMark: source.masterMark,
    voucherMark: source.voucherMark,
    // A MasterId is given together with an AlterId, so none in use is above the counter.
    lastMasterId: source.masterMark,
    lastVoucherId: source.voucherMark,
    period: settings.period ?? lastYearOf(source),
    rates: new Map(Object.entries(settings.rates ?? {})),
    closingStock: settings.closingStock ?? source.openingStock,
  };
}

/** The period of all its books, post-dated vouchers among them. */
export function wholePeriod(source: TallySource): Period {
  const last = source.lastVoucherDate > source.through ? source.lastVoucherDate : source.through;
  return { from: source.startingFrom, to: financialYearOf(last).to };
}

/** A Tally shows the last financial year when the company is opened; books that begin later begin it. */
function lastYearOf(source: TallySource): Period {
  const year = financialYearOf(source.through);
  return year.from < source.startingFrom ? { from: source.startingFrom, to: year.to } : year;
}

function byMasterId<T extends { masterId: number }>(masters: readonly T[]): Map<number, T> {
  return new Map(masters.map((master) => [master.masterId, master]));
}
