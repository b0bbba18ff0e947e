import { likenessOf } from "@cfa/books/exceptions/party-likeness";
import { suggestBills, type Suggestion } from "@cfa/books/exceptions/suggest-bills";
import type { BillSuggestion, ExceptionKind, ExceptionRow, NextStep } from "@cfa/contract/exceptions";
import type { ExceptionItem } from "@cfa/db/queries/exceptions/part";
import type { ShownBill, ShownParty, ShownVoucher } from "@cfa/db/queries/exceptions/shown";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson, type Paise } from "@cfa/values/money";

/** Kinds that are about money which bills may take. */
export const WAITING_MONEY: ReadonlySet<string> = new Set(["unallocated", "negative-reference"]);

/** What a page of the queue names. */
export type Shown = {
  readonly parties: ReadonlyMap<string, ShownParty>;
  readonly bills: ReadonlyMap<string, ShownBill>;
  readonly vouchers: ReadonlyMap<string, ShownVoucher>;
  readonly lines: readonly { voucherId: string; ledgerId: string; lineNo: number }[];
  readonly open: readonly ShownBill[];
  /** What may have been kept back of an open bill, by its id. */
  readonly tds: ReadonlyMap<string, readonly Paise[]>;
};

const NEXT: Readonly<Record<ExceptionKind, NextStep>> = {
  unallocated: "allocate",
  "tds-short": "await-certificate",
  "negative-reference": "allocate",
  "duplicate-reference": "rename-in-tally",
  "no-due-date": "set-terms",
  "no-contact": "add-contact",
  "duplicate-parties": "merge",
  "old-bill": "chase-or-write-off",
  "back-dated": "check-change",
  quarantined: "repair-in-tally",
  conflict: "resolve",
};

/** One exception with all that is needed to act on it. */
export function presentException(item: ExceptionItem, shown: Shown): ExceptionRow {
  const kind = item.kind as ExceptionKind;
  const parties = item.ledgerIds.flatMap((id) => shown.parties.get(id) ?? []);
  const voucher = item.voucherId === null ? undefined : shown.vouchers.get(item.voucherId);
  return {
    id: item.id,
    kind,
    amount: paiseToJson(item.amount),
    side: item.side,
    next: NEXT[kind],
    name: item.name,
    reason: item.reason,
    date: item.date,
    count: item.count,
    parties: parties.map(({ ledgerId, name, open }) => ({
      partyId: idOut("party", ledgerId),
      name,
      open: paiseToJson(open),
    })),
    likeness: kind === "duplicate-parties" ? likenessOf(parties) : [],
    bills: item.billIds.flatMap((id) => presentBill(shown.bills.get(id))),
    voucher: voucher === undefined ? null : presentVoucher(voucher),
    money: moneyOf(item, shown),
    correctionId: item.correctionId === null ? null : idOut("correction", item.correctionId),
    suggestions: WAITING_MONEY.has(kind) ? suggestionsFor(item, { voucher, shown }) : [],
  };
}

function suggestionsFor(
  item: ExceptionItem,
  from: { voucher: ShownVoucher | undefined; shown: Shown },
): BillSuggestion[] {
  const { voucher, shown } = from;
  const bills = shown.open.filter(
    (bill) => item.ledgerIds.includes(bill.ledgerId) && bill.side === item.side,
  );
  const money = {
    amount: item.amount,
    date: (item.date ?? "") as LocalDate,
    text: [item.name, voucher?.reference, voucher?.narration].join(" \n "),
  };
  const candidates = bills.map((bill) => ({
    ...bill,
    date: bill.date as LocalDate,
    dueDate: bill.dueDate as LocalDate,
    tds: shown.tds.get(bill.billId) ?? [],
  }));
  return suggestBills(money, candidates).map(presentSuggestion);
}

function presentSuggestion({ why, certainty, bills, left }: Suggestion): BillSuggestion {
  return {
    why,
    certainty,
    bills: bills.map(({ bill, amount, tds }) => ({
      billId: idOut("bill", bill.billId),
      name: bill.name,
      dueDate: bill.dueDate,
      open: paiseToJson(bill.open),
      amount: paiseToJson(amount),
      tds: paiseToJson(tds),
    })),
    left: paiseToJson(left),
  };
}

/** An opening balance has no line whose money could be laid on bills. */
function moneyOf(item: ExceptionItem, { lines }: Shown): ExceptionRow["money"] {
  if (!WAITING_MONEY.has(item.kind)) return null;
  const line = lines.find((one) => one.voucherId === item.voucherId && item.ledgerIds.includes(one.ledgerId));
  return line === undefined ? null : { voucherId: idOut("voucher", line.voucherId), lineNo: line.lineNo };
}

function presentBill(bill: ShownBill | undefined): ExceptionRow["bills"] {
  if (bill === undefined) return [];
  const { billId, name, date, dueDate, open } = bill;
  return [{ billId: idOut("bill", billId), name, date, dueDate, open: paiseToJson(open) }];
}

function presentVoucher({ voucherId, date, type, number, narration }: ShownVoucher): ExceptionRow["voucher"] {
  return { voucherId: idOut("voucher", voucherId), date, type, number, narration };
}
