import type {
  EntryRecord,
  GroupRecord,
  LedgerRecord,
  VoucherRecord,
  VoucherTypeRecord,
} from "@cfa/contract/records";
import type { Books, Entry, Ledger, Voucher } from "@cfa/testkit/sample-company/tally-books";

import { makeChart, type Chart } from "./chart.ts";
import { nameKey } from "./name-key.ts";
import type { PartyBooks, PartyLine } from "./party-books.ts";
import { deriveParty } from "./settle.ts";
import { movesBalances, readVoucher, type BookVoucher } from "./voucher.ts";

/* Takes a sample company's books through the whole of this package. For tests only. */

/** What we made of a company: its chart, vouchers that move balances, and each party's books by name key. */
export type Derived = {
  chart: Chart;
  vouchers: BookVoucher[];
  parties: Map<string, PartyBooks>;
};

/** Records as an agent carries them → chart, vouchers, books of every party. Throws when a voucher is refused. */
export function deriveBooks(books: Books): Derived {
  const chart = makeChart({
    groups: books.groups.map(groupRecord),
    ledgers: books.ledgers.map(ledgerRecord),
    voucherTypes: books.voucherTypes.map(voucherTypeRecord),
  });
  const names = new Map(books.ledgers.map((ledger) => [ledger.masterId, ledger.name]));
  const vouchers: BookVoucher[] = [];
  for (const voucher of books.vouchers) {
    const read = readVoucher(voucherRecord(voucher, names), { kindOf: chart.kindOf });
    if (!read.ok) throw new Error(read.error);
    if (movesBalances(read.value.state)) vouchers.push(read.value);
  }
  return { chart, vouchers, parties: deriveParties({ chart, vouchers, booksFrom: books.booksFrom }) };
}

function deriveParties({
  chart,
  vouchers,
  booksFrom,
}: {
  chart: Chart;
  vouchers: readonly BookVoucher[];
  booksFrom: Books["booksFrom"];
}): Map<string, PartyBooks> {
  const lines = new Map<string, PartyLine[]>();
  for (const { entries, guid, date, kind, number, reference, dueText } of vouchers) {
    for (const { lineNo, amount, allocations, ledger } of entries) {
      const key = nameKey(ledger);
      const head = { voucherId: guid, voucherGuid: guid, date, kind, number, reference, dueText };
      const line = { ...head, lineNo, amount, allocations };
      const known = lines.get(key);
      if (known === undefined) lines.set(key, [line]);
      else known.push(line);
    }
  }
  const parties = new Map<string, PartyBooks>();
  for (const ledger of chart.ledgers) {
    const { homeSide, isBillWise, creditPeriod, opening, openingBills } = ledger;
    if (homeSide === null) continue;
    const input = {
      homeSide,
      isBillWise,
      creditPeriod,
      companyCreditDays: 0,
      booksFrom,
      opening,
      openingBills,
    };
    parties.set(ledger.nameKey, deriveParty({ ...input, lines: lines.get(ledger.nameKey) ?? [] }));
  }
  return parties;
}

function groupRecord(group: Books["groups"][number]): GroupRecord {
  const { masterId, alterId, name, parent, reservedName, isRevenue, isDeemedPositive } = group;
  return {
    guid: `group-${masterId}`,
    alterId,
    name,
    parent,
    ...(reservedName === "" ? {} : { reservedName }),
    isRevenue,
    isDeemedPositive,
  };
}

function ledgerRecord(ledger: Ledger): LedgerRecord {
  return {
    guid: `ledger-${ledger.masterId}`,
    alterId: ledger.alterId,
    name: ledger.name,
    aliases: [...ledger.aliases],
    parent: ledger.parent,
    openingBalance: ledger.opening.toString(),
    isBillWise: ledger.isBillWise,
    ...(ledger.creditDays === null ? {} : { creditPeriod: { text: `${ledger.creditDays} Days` } }),
    currency: ledger.currency,
    openingBills: ledger.openingBills.map(({ name, date, amount, creditDays, isAdvance }) => ({
      name,
      date,
      amount: amount.toString(),
      ...(creditDays === null ? {} : { creditPeriod: { text: `${creditDays} Days` } }),
      isAdvance,
    })),
  };
}

function voucherTypeRecord(type: Books["voucherTypes"][number]): VoucherTypeRecord {
  return { guid: `type-${type.masterId}`, alterId: type.alterId, name: type.name, parent: type.parent };
}

function voucherRecord(voucher: Voucher, names: ReadonlyMap<number, string>): VoucherRecord {
  const { alterId, date, type, number, reference, isCancelled, isOptional, isPostDated, dueText } = voucher;
  return {
    guid: voucherGuid(voucher.masterId),
    alterId,
    date,
    type,
    number,
    reference,
    isCancelled,
    isOptional,
    isPostDated,
    ...(dueText === "" ? {} : { dueText }),
    entries: voucher.entries.map((entry) => entryRecord(entry, names.get(entry.ledger) ?? "")),
  };
}

function entryRecord(entry: Entry, ledger: string): EntryRecord {
  return {
    ledger,
    amount: entry.amount.toString(),
    ...(entry.isParty === undefined ? {} : { isParty: entry.isParty }),
    bills: (entry.bills ?? []).map(({ name, type, amount, creditDays, billDate }) => ({
      name,
      type: type.toLowerCase().replace(" ", "-") as "new-ref" | "agst-ref" | "advance" | "on-account",
      amount: amount.toString(),
      ...(creditDays === undefined ? {} : { creditPeriod: { text: `${creditDays} Days` } }),
      ...(billDate === undefined ? {} : { date: billDate }),
    })),
  };
}

/** The GUID a sample voucher has here. */
export function voucherGuid(masterId: number): string {
  return `voucher-${masterId}`;
}
