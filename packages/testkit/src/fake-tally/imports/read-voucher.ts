import type { LocalDate } from "@cfa/values/local-date";
import { parseRupees, type Paise } from "@cfa/values/money";

import type { Allocation, AllocationType, BankAllocation } from "../../sample-company/tally-books.ts";
import { readDay } from "../request/day.ts";
import { all, find, textOf, type Element } from "../xml/element.ts";

/** A line of an imported voucher: ledgers by name. */
export type ImportedLine = {
  readonly ledger: string;
  readonly amount: Paise;
  readonly isParty: boolean;
  readonly bills: readonly Allocation[];
  readonly bank: BankAllocation | undefined;
};

/** A voucher as an import names it. */
export type ImportedVoucher = {
  readonly action: "create" | "alter" | "delete" | "cancel";
  /** What it is known by: REMOTEID, else its GUID; "" for neither. */
  readonly id: string;
  /** MASTERID or voucher number by TAGNAME and TAGVALUE. */
  readonly tag: { readonly name: string; readonly value: string } | undefined;
  /** Undefined when it is missing or not written as Tally wants it. */
  readonly date: LocalDate | undefined;
  readonly type: string;
  readonly party: string;
  readonly number: string;
  readonly reference: string;
  readonly referenceDate: LocalDate | undefined;
  readonly narration: string;
  readonly isInvoice: boolean;
  readonly isOptional: boolean;
  readonly lines: readonly ImportedLine[];
};

/** Reads a VOUCHER of an import. */
export function readVoucher(element: Element): ImportedVoucher {
  const { attributes } = element;
  const tagName = attributes["TAGNAME"];
  const action = (attributes["ACTION"] ?? "Create").toLowerCase();
  return {
    action: action === "alter" || action === "delete" || action === "cancel" ? action : "create",
    id: attributes["REMOTEID"] ?? textOf(element, "GUID"),
    tag: tagName === undefined ? undefined : { name: plainTag(tagName), value: attributes["TAGVALUE"] ?? "" },
    date: importedDay(textOf(element, "DATE") || (attributes["DATE"] ?? "")),
    type: textOf(element, "VOUCHERTYPENAME") || (attributes["VCHTYPE"] ?? ""),
    party: textOf(element, "PARTYLEDGERNAME"),
    number: textOf(element, "VOUCHERNUMBER"),
    reference: textOf(element, "REFERENCE"),
    referenceDate: importedDay(textOf(element, "REFERENCEDATE")),
    narration: textOf(element, "NARRATION"),
    isInvoice: isYes(element, "ISINVOICE"),
    isOptional: isYes(element, "ISOPTIONAL"),
    lines: linesOf(element),
  };
}

/** "20250812" or "12-Aug-2025"; "12-08-2025" is no date to an import. */
export function importedDay(text: string): LocalDate | undefined {
  return /^\d{8}$|^\d{1,2}-[a-z]{3}-\d{2,4}$/i.test(text) ? readDay(text) : undefined;
}

/** A sum in paise; of a foreign one what stands behind "=". Text that is none is 0. */
export function importedAmount(text: string): Paise {
  const plain = (text.split("=").at(-1) ?? "").replaceAll(/[^\d.,-]/g, "");
  const paise = parseRupees(plain);
  return paise.ok ? paise.value : 0n;
}

/** "30 Days" is 30; anything else nothing. */
export function importedDays(text: string): number | undefined {
  const days = /^(\d+)\s*days?$/i.exec(text)?.[1];
  return days === undefined ? undefined : Number(days);
}

/** Whether an element says Yes. */
export function isYes(element: Element, name: string): boolean {
  return textOf(element, name).toLowerCase() === "yes";
}

const INVENTORY = ["ALLINVENTORYENTRIES.LIST", "INVENTORYENTRIES.LIST"];

function linesOf(voucher: Element): ImportedLine[] {
  const whole = all(voucher, "ALLLEDGERENTRIES.LIST");
  const lines =
    whole.length > 0
      ? whole
      : [
          ...all(voucher, "LEDGERENTRIES.LIST"),
          ...INVENTORY.flatMap((list) => all(voucher, list)).flatMap((item) =>
            all(item, "ACCOUNTINGALLOCATIONS.LIST"),
          ),
        ];
  return lines.filter((line) => line.children.length > 0).map(lineOf);
}

function lineOf(line: Element): ImportedLine {
  return {
    ledger: textOf(line, "LEDGERNAME"),
    amount: importedAmount(textOf(line, "AMOUNT")),
    isParty: isYes(line, "ISPARTYLEDGER"),
    bills: all(line, "BILLALLOCATIONS.LIST")
      .filter((bill) => bill.children.length > 0)
      .map(billOf),
    bank: bankOf(find(line, "BANKALLOCATIONS.LIST")),
  };
}

const BILL_TYPES: readonly AllocationType[] = ["New Ref", "Agst Ref", "Advance", "On Account"];

function billOf(bill: Element): Allocation {
  const written = textOf(bill, "BILLTYPE").toLowerCase();
  const days = importedDays(textOf(bill, "BILLCREDITPERIOD"));
  return {
    type: BILL_TYPES.find((type) => type.toLowerCase() === written) ?? "On Account",
    name: textOf(bill, "NAME"),
    amount: importedAmount(textOf(bill, "AMOUNT")),
    ...(days === undefined ? {} : { creditDays: days }),
  };
}

function bankOf(bank: Element | undefined): BankAllocation | undefined {
  const date = importedDay(textOf(bank, "INSTRUMENTDATE") || textOf(bank, "DATE"));
  if (bank === undefined || date === undefined) return undefined;
  return {
    transactionType: textOf(bank, "TRANSACTIONTYPE"),
    instrumentNumber: textOf(bank, "INSTRUMENTNUMBER"),
    instrumentDate: date,
    bankersDate: importedDay(textOf(bank, "BANKERSDATE")) ?? null,
  };
}

function plainTag(name: string): string {
  return name.toLowerCase().replaceAll(" ", "");
}
