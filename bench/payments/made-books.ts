import type { LedgerRecord, VoucherRecord } from "@cfa/contract/records";
import { dateOf } from "@cfa/insights/payment-history";

import type { MadeBill } from "./made-ledger.ts";

/* A made-up ledger of bills as Tally's books: a voucher for each bill, and one for its payment. */

const COMPANY = "3f0f6a0e-51c6-4f0a-8f6d-0f5f3d1f7c11";

/** The firm's own ledgers and its parties. */
export function* ledgersOf(parties: number): Generator<LedgerRecord> {
  const own = [
    ["Sales", "Sales Accounts"],
    ["Purchases", "Purchase Accounts"],
    ["Bank", "Bank Accounts"],
  ] as const;
  let at = 0;
  for (const [name, parent] of own) yield ledger(name, parent, ++at);
  for (let party = 0; party < parties; party++) {
    const parent = isSupplier(party) ? "Sundry Creditors" : "Sundry Debtors";
    yield { ...ledger(partyName(party), parent, ++at), isBillWise: true };
  }
}

/** The vouchers of some bills, whose numbers begin after so many. */
export function* vouchersOf(bills: readonly MadeBill[], after = 0): Generator<VoucherRecord> {
  for (const [at, bill] of bills.entries()) {
    const number = after + at;
    yield voucher(bill, { number, isBill: true });
    if (bill.paid !== null) yield voucher(bill, { number, isBill: false });
  }
}

function voucher(bill: MadeBill, { number, isBill }: { number: number; isBill: boolean }): VoucherRecord {
  const supplier = isSupplier(bill.party);
  const name = partyName(bill.party);
  const id = 2 * number + (isBill ? 1 : 2);
  // Debit is negative: a sale and a payment to a supplier stand on the party's debit side.
  const amount = BigInt(bill.amount) * (isBill === supplier ? 100n : -100n);
  const date = dateOf(isBill ? bill.date : (bill.paid ?? bill.date));
  const type = supplier ? (isBill ? "Purchase" : "Payment") : isBill ? "Sales" : "Receipt";
  const other = isBill ? (supplier ? "Purchases" : "Sales") : "Bank";
  const allocation = {
    name: `B/${number}`,
    type: isBill ? ("new-ref" as const) : ("agst-ref" as const),
    amount: amount.toString(),
    ...(isBill ? { creditPeriod: { text: `${bill.due - bill.date} Days` } } : {}),
  };
  return {
    guid: `${COMPANY}-${id.toString(16).padStart(8, "0")}`,
    masterId: id,
    alterId: id,
    date,
    number: String(number),
    party: name,
    isInvoice: isBill,
    type,
    narration: isBill ? "Goods" : "Paid",
    amount: amount.toString(),
    entries: [{ ...entry(name, amount), isParty: true, bills: [allocation] }, entry(other, -amount)],
  };
}

function entry(name: string, amount: bigint): VoucherRecord["entries"][number] {
  return { ledger: name, ledgerGuid: guidOf(name), amount: amount.toString(), isDeemedPositive: amount < 0n };
}

function ledger(name: string, parent: string, at: number): LedgerRecord {
  return { guid: guidOf(name), masterId: at, alterId: at, name, parent, openingBalance: "0" };
}

function isSupplier(party: number): boolean {
  return party % 5 === 4;
}

function partyName(party: number): string {
  return `Party ${String(party + 1).padStart(5, "0")} Traders`;
}

function guidOf(name: string): string {
  return `${COMPANY}-${name.replaceAll(/[^A-Za-z0-9]/g, "").toLowerCase()}`;
}
