import type { TableField, TableKind } from "@cfa/contract/uploads";

/** What headings people and Tally give to a column, letters and digits only; the first that fits counts. */
const WORDS: readonly (readonly [TableField, RegExp])[] = [
  ["due", /^(due(on|date|by)?|duedt|maturity(date)?)$/],
  [
    "overdue",
    /^(overdue(by)?(indays|bydays|days)?|dayssoverdue|age(ing)?(indays|days)?|daysoverdue|overdueby)$/,
  ],
  [
    "against",
    /^(against|agst|agstref|againstref(erence)?|againstbill(no)?|againstinvoice(no)?|billref(erence)?|adjustedagainst)$/,
  ],
  [
    "date",
    /^((bill|invoice|inv|voucher|vch|document|doc|ref|transaction|txn|receipt|payment)?(date|dt)|dated|date(of)?(bill|invoice))$/,
  ],
  [
    "number",
    /^((bill|invoice|inv|voucher|vch|document|doc|ref|reference|receipt|payment)(no|num|number|name|ref)?|refno|no|number|vchbillno|invoiceref)$/,
  ],
  [
    "party",
    /^((party|customer|client|supplier|vendor|buyer|debtor|creditor|ledger|account|consignee)s?(s?(name|ac|account))?|partys?name|particulars|name(of)?(party|customer|supplier)?|receivedfrom|paidto)$/,
  ],
  ["debit", /^(debit|dr|debitamount|dramount|debitrs|debitinr|withdrawals?)$/],
  ["credit", /^(credit|cr|creditamount|cramount|creditrs|creditinr|deposits?)$/],
  [
    "amount",
    /^((pending|outstanding|open|closing|balance|due|net|gross|total|invoice|bill|voucher|received|paid|receipt|payment|final)?(amount|amt|value|balance|total)(inr|rs|due|receivable|payable|pending|outstanding)?|pending|outstanding|balance|amountrs|grosstotal|rupees)$/,
  ],
  [
    "bank",
    /^(bank(name|account|ac|ledger)?|depositedto|paidfrom|paidthrough|mode(ofpayment)?|cashbank|through)$/,
  ],
  ["narration", /^(narration|remarks?|description|notes?|comments?|details)$/],
];

/** Headings that say what is still open, where a table has the original sum beside it. */
const PENDING = /pending|outstanding|closing|balance|open$|due/;

/** What a heading means; undefined for one that means nothing to us. */
export function fieldOf(heading: string): TableField | undefined {
  const plain = plainWord(heading);
  return WORDS.find(([, words]) => words.test(plain))?.[0];
}

/** Which column each field is in, by the headings: of several for one field the most telling, else the first. */
export function columnsByHeadings(headings: readonly string[]): Partial<Record<TableField, number>> {
  const columns: Partial<Record<TableField, number>> = {};
  for (const [column, heading] of headings.entries()) {
    const field = fieldOf(heading);
    if (field === undefined) continue;
    const before = columns[field];
    const isBetter =
      before !== undefined &&
      field === "amount" &&
      PENDING.test(plainWord(heading)) &&
      !PENDING.test(plainWord(headings[before] ?? ""));
    if (before === undefined || isBetter) columns[field] = column;
  }
  // A bill is named before it is anything else: in a list the reference, in a register the voucher's number.
  return columns;
}

const KINDS: readonly (readonly [TableKind, RegExp])[] = [
  [
    "receivable",
    /bills?[ _-]*receivables?|receivables?|sundry debtors?|debtors?|customer.*outstanding|amount due from/i,
  ],
  ["payable", /bills?[ _-]*payables?|payables?|sundry creditors?|creditors?|(supplier|vendor).*outstanding/i],
  ["receipts", /receipts?|collections?|received/i],
  ["payments", /payments?/i],
  ["purchases", /purchases?/i],
  ["sales", /sales?|invoices?/i],
];

/** What a table is, told from its title, its file's name or its headings; null when they do not say. */
export function kindByWords(text: string): TableKind | null {
  return KINDS.find(([, words]) => words.test(text))?.[0] ?? null;
}

/** A heading for comparing: letters and digits, small. */
export function plainWord(heading: string): string {
  return heading.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
