import type {
  AllRecords,
  BillAllocationRecord,
  CreditPeriodText,
  EntryRecord,
  LedgerRecord,
  VoucherRecord,
} from "@cfa/contract/records";
import { day, type LocalDate } from "@cfa/values/local-date";
import { paiseFromJson, toRupees } from "@cfa/values/money";

import { baseOf } from "../sample-company/desk.ts";
import { RESERVED_VOUCHER_TYPES } from "../sample-company/reserved-masters.ts";
import type { AllocationType, Base, Books, Contact } from "../sample-company/tally-books.ts";
import type { CompanyBooks } from "./fake-tally.ts";
import type { Extra, LedgerNow, VoucherNow, VoucherTypeNow } from "./company/state.ts";

/*
 * Books made of records that were read from a captured file, so that a fake Tally can serve the same objects again. What
 * the books have no place for goes along as further fields.
 */

type Master = { readonly guid: string; readonly alterId: number; readonly name: string };

/** The books of the objects whose GUIDs are the company's own. */
export function booksOfRecords(records: AllRecords, companyGuid: string): CompanyBooks {
  const own = <T extends { guid: string }>(all: readonly T[]): T[] =>
    all.filter(({ guid }) => guid.slice(0, -9) === companyGuid);
  const vouchers = own(records.vouchers).toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const ledgers = ledgersOf(own(records.ledgers), vouchers);
  const id = new Map(ledgers.map((ledger) => [ledger.name, ledger.masterId]));
  const books: Books & { through: LocalDate } = {
    guid: companyGuid,
    name: "Captured & Co",
    state: "",
    gstin: "",
    startingFrom: day("2000-04-01"),
    booksFrom: day("2000-04-01"),
    through: (vouchers.at(-1)?.date as LocalDate | undefined) ?? day("2026-03-31"),
    groups: own(records.groups).map((group) => ({
      ...idsOf(group),
      parent: group.parent,
      reservedName: group.reservedName ?? "",
      isRevenue: group.isRevenue ?? false,
      isDeemedPositive: group.isDeemedPositive ?? false,
      affectsGrossProfit: group.affectsGrossProfit ?? false,
    })),
    ledgers,
    voucherTypes: own(records.voucherTypes).map((type): VoucherTypeNow => ({
      ...idsOf(type),
      parent: type.parent ?? type.name,
      numbering: type.numbering ?? "",
      base: baseOf(type.parent ?? type.name),
      extra: textExtra({ reservedname: type.reservedName }),
    })),
    currencies: [],
    vouchers: vouchers.map((voucher) => voucherOf(voucher, id)),
    openingStock: 0n,
    masterMark: 0xff_ff_ff,
    voucherMark: 0xff_ff_ff,
  };
  return books;
}

/** Whether the books can hold a credit period: so many days, beside a base day or not. */
export function isPlainPeriod(period: CreditPeriodText | undefined): boolean {
  return period === undefined || /^\d+ Days$/.test(period.text);
}

function idsOf({ guid, alterId, name }: Master): { masterId: number; alterId: number; name: string } {
  return { masterId: Number.parseInt(guid.slice(-8), 16), alterId, name };
}

/** The ledgers that were captured, and those that vouchers name and that were not. */
function ledgersOf(records: readonly LedgerRecord[], vouchers: readonly VoucherRecord[]): LedgerNow[] {
  const ledgers = records.map(ledgerOf);
  const names = new Set(ledgers.map(({ name }) => name));
  let next = 0x70_00_00_00;
  for (const { party, entries } of vouchers) {
    for (const name of [...(party === undefined ? [] : [party]), ...entries.map(({ ledger }) => ledger)]) {
      if (names.has(name)) continue;
      names.add(name);
      const ids = { masterId: next++, alterId: 0, name };
      ledgers.push({ ...EMPTY, ...ids, parent: null, isBillWise: true });
    }
  }
  return ledgers;
}

const EMPTY = {
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

function ledgerOf(record: LedgerRecord): LedgerNow {
  const contact: Contact = {
    address: record.address ?? [],
    state: record.state ?? "",
    pincode: record.pincode ?? "",
    email: record.email ?? "",
    mobile: record.mobile ?? "",
    phone: record.phone ?? "",
    person: record.contact ?? "",
    gstin: record.gstin ?? "",
    pan: record.pan ?? "",
    country: record.country ?? "",
  };
  return {
    ...EMPTY,
    ...idsOf(record),
    aliases: record.aliases ?? [],
    parent: record.parent,
    opening: paiseFromJson(record.openingBalance),
    isBillWise: record.isBillWise ?? false,
    creditDays: daysOf(record.creditPeriod),
    creditLimit: record.creditLimit === undefined ? null : paiseFromJson(record.creditLimit),
    contact,
    openingBills: (record.openingBills ?? []).map((bill) => ({
      name: bill.name,
      date: (bill.date as LocalDate | undefined) ?? day("2000-04-01"),
      amount: paiseFromJson(bill.amount),
      creditDays: daysOf(bill.creditPeriod),
      isAdvance: bill.isAdvance ?? false,
    })),
    extra: textExtra({
      mailingname: record.mailingName,
      emailcc: record.emailCc,
      gstregistrationtype: record.gstRegistrationType,
      currencyname: record.currency,
    }),
  };
}

function voucherOf(record: VoucherRecord, ledgers: ReadonlyMap<string, number>): VoucherNow {
  const masterId = Number.parseInt(record.guid.slice(-8), 16);
  const base = RESERVED_VOUCHER_TYPES.find((reserved) => reserved === record.type);
  return {
    masterId,
    alterId: record.alterId === 0 ? masterId : record.alterId,
    date: record.date as LocalDate,
    type: record.type,
    base: base ?? ("Journal" satisfies Base),
    number: record.number ?? "",
    reference: record.reference ?? "",
    referenceDate: (record.referenceDate as LocalDate | undefined) ?? null,
    party: ledgers.get(record.party ?? "") ?? 0,
    narration: record.narration ?? "",
    isInvoice: record.isInvoice ?? false,
    isCancelled: record.isCancelled ?? false,
    isOptional: record.isOptional ?? false,
    isPostDated: record.isPostDated ?? false,
    dueText: record.dueText ?? "",
    entries: record.entries.map((entry) => entryOf(entry, { voucher: record, ledgers })),
    extra: textExtra({
      effectivedate: record.effectiveDate?.replaceAll("-", ""),
      masterid: record.masterId === undefined ? undefined : String(record.masterId),
    }),
  };
}

function entryOf(
  entry: EntryRecord,
  of: { voucher: VoucherRecord; ledgers: ReadonlyMap<string, number> },
): VoucherNow["entries"][number] & Extra {
  const [bank] = entry.bank ?? [];
  return {
    ledger: of.ledgers.get(entry.ledger) ?? 0,
    amount: paiseFromJson(entry.amount),
    ...(entry.isParty === true ? { isParty: true } : {}),
    ...(entry.foreign === undefined ? {} : { foreign: foreignText(entry.foreign, entry.amount) }),
    bills: (entry.bills ?? []).map((bill) => ({
      type: TYPES[bill.type],
      name: bill.name,
      amount: paiseFromJson(bill.amount),
      ...(daysOf(bill.creditPeriod) === null ? {} : { creditDays: daysOf(bill.creditPeriod) ?? 0 }),
      ...(bill.date === undefined ? {} : { billDate: bill.date as LocalDate }),
    })),
    ...(bank?.instrumentDate === undefined
      ? {}
      : {
          bank: {
            transactionType: bank.transactionType ?? "",
            instrumentNumber: bank.instrumentNumber ?? "",
            instrumentDate: bank.instrumentDate as LocalDate,
            bankersDate: (bank.clearedOn as LocalDate | undefined) ?? null,
          },
        }),
    // Once in a while the flag says something else than the sign.
    extra: textExtra({
      isdeemedpositive:
        entry.isDeemedPositive === undefined ? undefined : entry.isDeemedPositive ? "Yes" : "No",
    }),
  };
}

/** Where the text leaves the base sum to be worked out, it is said: the product may not be it. */
function foreignText(text: string, paise: string): string {
  if (text.includes("=")) return text;
  const sign = paise.startsWith("-") ? "-" : "";
  return `${sign}${text.replace(/^-/, "")} = ${sign}Rs ${toRupees(paiseFromJson(paise.replace("-", "")))}`;
}

const TYPES: Readonly<Record<BillAllocationRecord["type"], AllocationType>> = {
  "new-ref": "New Ref",
  "agst-ref": "Agst Ref",
  advance: "Advance",
  "on-account": "On Account",
};

function daysOf(period: CreditPeriodText | undefined): number | null {
  const days = /^(\d+) Days$/.exec(period?.text ?? "")?.[1];
  return days === undefined ? null : Number(days);
}

function textExtra(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const known = Object.entries(fields).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]]));
  return Object.fromEntries(known) as Record<string, string>;
}
