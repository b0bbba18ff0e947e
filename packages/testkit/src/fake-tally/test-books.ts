import { day, type LocalDate } from "@cfa/values/local-date";
import { parseRupees, type Paise } from "@cfa/values/money";

import {
  CUSTOM_GROUPS,
  RESERVED_GROUPS,
  RESERVED_VOUCHER_TYPES,
} from "../sample-company/reserved-masters.ts";
import type {
  Allocation,
  Books,
  Group,
  Ledger,
  Voucher,
  VoucherType,
} from "../sample-company/tally-books.ts";

/*
 * A company small enough to know by heart: two financial years (2024-25 and 2025-26), one customer, one supplier.
 *
 *   20-Apr-24  Sales 1     Asha Stores −11,800   Sales 10,000  GST 1,800     New Ref S-1, 30 Days
 *   10-Jun-24  Receipt 1   Bank −11,800          Asha Stores 11,800          Agst Ref S-1
 *    5-Mar-25  Payment 1   Rent −2,000           Bank 2,000
 *    2-Apr-25  Sales 1     Asha Stores −5,900    Sales 5,000  GST 900        New Ref S-2, 30 Days
 *   15-May-25  Purchase 1  Purchases −4,000      Bharat Supplies 4,000       New Ref B-9
 *    1-Jun-25  Sales 2     Asha Stores −2,360    Sales 2,000  GST 360        New Ref S-3, 30 Days
 *   31-Mar-26  Receipt 1   Bank −1,000           Asha Stores 1,000           On Account
 *
 * Bank opened with −50,000, Capital with 60,000, stock with −10,000.
 */

export const COMPANY_GUID = "0f0e0d0c-1111-4222-8333-444455556666";

/** Rupees in words of the books: "-11800" or "5900.50". */
export function rs(text: string): Paise {
  const paise = parseRupees(text);
  if (!paise.ok) throw new RangeError(paise.error);
  return paise.value;
}

/** The company described at the top of this file. */
export function smallBooks(name = "Asha & Sons", guid = COMPANY_GUID): Books & { through: LocalDate } {
  let masterId = 0;
  const next = () => ({ masterId: ++masterId, alterId: masterId });
  const groups: Group[] = RESERVED_GROUPS.map((group) => ({ ...group, ...next(), reservedName: group.name }));
  for (const { name: custom, parent } of CUSTOM_GROUPS) {
    const above = groups.find((group) => group.name === parent)!;
    groups.push({ ...above, ...next(), name: custom, parent, reservedName: "" });
  }
  const voucherTypes: VoucherType[] = RESERVED_VOUCHER_TYPES.map((type) => ({
    ...next(),
    name: type,
    parent: type,
    base: type,
    numbering: "Automatic",
  }));
  const ledgers: Ledger[] = LEDGERS.map((ledger) => ({ ...EMPTY_LEDGER, ...next(), ...ledger }));
  const id = (ledger: string): number => ledgers.find((each) => each.name === ledger)!.masterId;
  const vouchers = VOUCHERS.map((line, at): Voucher => {
    const [date, type, number, ...entries] = line;
    return {
      masterId: at + 1,
      alterId: at + 1,
      date: day(date),
      type,
      base: type,
      number,
      reference: "",
      referenceDate: null,
      party: id(entries.find(([, , bill]) => bill !== undefined)?.[0] ?? entries[0]![0]),
      narration: `${type} ${number}`,
      isInvoice: type === "Sales",
      isCancelled: false,
      isOptional: false,
      isPostDated: false,
      dueText: "",
      entries: entries.map(([ledger, amount, bill]) => ({
        ledger: id(ledger),
        amount: rs(amount),
        ...(bill === undefined ? {} : { isParty: true, bills: [{ ...bill, amount: rs(amount) }] }),
      })),
    };
  });
  return {
    guid,
    name,
    state: "Maharashtra",
    gstin: "27ZZZPA0001A1Z5",
    startingFrom: day("2024-04-01"),
    booksFrom: day("2024-04-01"),
    through: day("2026-03-31"),
    groups,
    ledgers,
    voucherTypes,
    currencies: [{ masterId: 1, alterId: 1, name: "Rs", symbol: "Rs", decimals: 2 }],
    vouchers,
    openingStock: rs("-10000"),
    masterMark: masterId,
    voucherMark: vouchers.length,
  };
}

const EMPTY_LEDGER = {
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

const LEDGERS: readonly (Partial<Ledger> & { name: string; parent: string | null })[] = [
  { name: "Profit & Loss A/c", parent: null, reservedName: "Profit & Loss A/c" },
  { name: "Cash", parent: "Cash-in-Hand" },
  { name: "HDFC Bank", parent: "Bank Accounts", opening: -50_000_00n },
  { name: "Capital", parent: "Capital Account", opening: 60_000_00n },
  { name: "Asha Stores", parent: "Vidarbha Debtors", isBillWise: true, creditDays: 45, aliases: ["Asha"] },
  { name: "Bharat Supplies", parent: "Sundry Creditors", isBillWise: true },
  { name: "Sales", parent: "Sales Accounts" },
  { name: "Purchases", parent: "Purchase Accounts" },
  { name: "Rent", parent: "Indirect Expenses" },
  { name: "GST", parent: "Duties & Taxes" },
];

type Bill = Omit<Allocation, "amount">;
type Line = [ledger: string, amount: string, bill?: Bill];
type Row = [
  date: string,
  type: "Sales" | "Receipt" | "Payment" | "Purchase",
  number: string,
  ...lines: Line[],
];

const VOUCHERS: readonly Row[] = [
  [
    "2024-04-20",
    "Sales",
    "1",
    ["Asha Stores", "-11800", newRef("S-1", 30)],
    ["Sales", "10000"],
    ["GST", "1800"],
  ],
  [
    "2024-06-10",
    "Receipt",
    "1",
    ["HDFC Bank", "-11800"],
    ["Asha Stores", "11800", { type: "Agst Ref", name: "S-1" }],
  ],
  ["2025-03-05", "Payment", "1", ["Rent", "-2000"], ["HDFC Bank", "2000"]],
  [
    "2025-04-02",
    "Sales",
    "1",
    ["Asha Stores", "-5900", newRef("S-2", 30)],
    ["Sales", "5000"],
    ["GST", "900"],
  ],
  [
    "2025-05-15",
    "Purchase",
    "1",
    ["Purchases", "-4000"],
    ["Bharat Supplies", "4000", { type: "New Ref", name: "B-9" }],
  ],
  [
    "2025-06-01",
    "Sales",
    "2",
    ["Asha Stores", "-2360", newRef("S-3", 30)],
    ["Sales", "2000"],
    ["GST", "360"],
  ],
  [
    "2026-03-31",
    "Receipt",
    "1",
    ["HDFC Bank", "-1000"],
    ["Asha Stores", "1000", { type: "On Account", name: "" }],
  ],
];

function newRef(name: string, creditDays: number): Bill {
  return { type: "New Ref", name, creditDays };
}
