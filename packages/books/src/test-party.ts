import { day } from "@cfa/values/local-date";
import { formatRupees } from "@cfa/values/money";

import type { BillAllocation } from "./bill-allocation.ts";
import type { PartyBooks, PartyInput, PartyLine } from "./party-books.ts";
import type { VoucherKind } from "./voucher-kind.ts";

/* Words for telling a party's story in a test. Sums are whole rupees, debit positive. For tests only. */

/** "2025-04-05 sales": one voucher line; allocations as [type, name, rupees, more]. */
export function line(
  dateAndKind: string,
  rupees: number,
  options: {
    to?: [BillAllocation["type"], string, number, Partial<BillAllocation>?][];
    number?: string;
    reference?: string;
    dueText?: string;
    voucherId?: string;
    voucherGuid?: string;
    lineNo?: number;
  } = {},
): PartyLine {
  const [date = "", kind = ""] = dateAndKind.split(" ");
  return {
    voucherId: options.voucherId ?? `${dateAndKind} ${rupees} ${options.number ?? ""}`,
    voucherGuid:
      options.voucherGuid ?? options.voucherId ?? `${dateAndKind} ${rupees} ${options.number ?? ""}`,
    lineNo: options.lineNo ?? 1,
    date: day(date),
    kind: kind as VoucherKind,
    amount: paise(rupees),
    allocations: (options.to ?? []).map(([type, name, part, more]) => ({
      type,
      name,
      amount: paise(part),
      ...more,
    })),
    number: options.number ?? "",
    reference: options.reference ?? "",
    dueText: options.dueText ?? null,
  };
}

/** A bill-wise customer on 30 days whose books begin on 1 April 2025, unless told otherwise. */
export function customer(lines: PartyLine[], more: Partial<PartyInput> = {}): PartyInput {
  return {
    homeSide: "receivable",
    isBillWise: true,
    creditPeriod: { text: "30 Days" },
    companyCreditDays: 0,
    booksFrom: day("2025-04-01"),
    opening: 0n,
    openingBills: [],
    lines,
    ...more,
  };
}

/** A supplier of the same make. */
export function supplier(lines: PartyLine[], more: Partial<PartyInput> = {}): PartyInput {
  return customer(lines, { homeSide: "payable", ...more });
}

/** Bills as lines to read: "receivable INV-1 ₹1,000, open ₹400: ₹600 on 2025-04-20". A guess is marked with a question mark. */
export function billsOf(books: PartyBooks): string[] {
  return books.bills.map((bill) => {
    const paid = bill.settlements.map(
      (settlement) =>
        `${rupees(settlement.amount)} on ${settlement.date}${settlement.basis === bill.basis ? "" : "?"}`,
    );
    const name = `${bill.name || "(balance)"}${bill.occurrence > 1 ? ` #${bill.occurrence}` : ""}`;
    const basis = bill.basis === "inferred" ? " inferred" : "";
    const head = `${bill.side} ${name}${basis} ${rupees(bill.amount)}, open ${rupees(bill.open)}`;
    return paid.length === 0 ? head : `${head}: ${paid.join(" + ")}`;
  });
}

/** Unapplied money as lines to read: "receivable advance ADV ₹500 on 2025-04-03". */
export function unappliedOf(books: PartyBooks): string[] {
  return books.unapplied.map(({ side, kind, name, amount, date }) =>
    [side, kind, ...(name === "" ? [] : [name]), rupees(amount), "on", date].join(" "),
  );
}

/** Whole rupees as paise. */
export function paise(rupees: number): bigint {
  return BigInt(Math.round(rupees * 100));
}

function rupees(amount: bigint): string {
  return formatRupees(amount).replace(/\.00$/, "");
}
