import type { LedgerRecord, VoucherRecord } from "@cfa/contract/records";
import { addDays, day } from "@cfa/values/local-date";

/*
 * Books of any size made record by record, the same every time: a trader whose customers and suppliers are billed and paid
 * bill by bill, over three years. No voucher is kept, so a million of them need no memory.
 */

export const BOOKS_FROM = day("2023-04-01");
const DAYS = 3 * 365;
const COMPANY = "0c5e7a52-6f1d-4d0e-9a3c-5d2b8f60b1aa";

export type Sizes = { vouchers: number; parties: number };

/** Every ledger: the few of the firm's own, then its parties, of which every fifth is a supplier. */
export function* ledgers(sizes: Sizes): Generator<LedgerRecord> {
  const own = [
    ["Sales", "Sales Accounts"],
    ["Purchases", "Purchase Accounts"],
    ["CGST", "Duties & Taxes"],
    ["SGST", "Duties & Taxes"],
    ["Bank", "Bank Accounts"],
  ] as const;
  let at = 0;
  for (const [name, parent] of own) yield ledger(name, parent, ++at);
  for (let i = 0; i < sizes.parties; i++) {
    const isSupplier = i % 5 === 4;
    yield {
      ...ledger(partyName(i), isSupplier ? "Sundry Creditors" : "Sundry Debtors", ++at),
      isBillWise: true,
      creditPeriod: { text: `${15 + (i % 4) * 15} Days` },
      gstin: `27AAAPL${String(i).padStart(4, "0").slice(-4)}C1ZV`,
      mobile: `98${String(20_000_000 + i)}`,
      address: [`${i % 400}, Market Road`, "Mumbai"],
      state: "Maharashtra",
    };
  }
}

/** One voucher by its place: a bill, two places later its payment, and so on through the parties. */
export function voucherAt(place: number, sizes: Sizes): VoucherRecord {
  const pair = Math.floor(place / 2);
  const party = (pair * 7) % sizes.parties;
  const isSupplier = party % 5 === 4;
  const date = addDays(BOOKS_FROM, Math.floor((place * DAYS) / sizes.vouchers));
  const bill = `${isSupplier ? "P" : "S"}/${date.slice(2, 4)}/${pair + 1}`;
  const taxable = 100_000n + BigInt((pair * 7_919) % 900_000) * 2n;
  const tax = (taxable * 9n) / 100n;
  const total = taxable + 2n * tax;
  const sign = isSupplier ? 1n : -1n; // of a bill on the party, debit negative
  const name = partyName(party);
  const isBill = place % 2 === 0;
  const head = {
    guid: `${COMPANY}-${(place + 1).toString(16).padStart(8, "0")}`,
    masterId: place + 1,
    alterId: place + 1,
    date,
    number: String(pair + 1),
    party: name,
    isInvoice: isBill,
  };
  if (isBill) {
    return {
      ...head,
      type: isSupplier ? "Purchase" : "Sales",
      reference: bill,
      narration: `Being goods ${isSupplier ? "bought from" : "sold to"} ${name} against order ${pair % 997}`,
      amount: (sign * total).toString(),
      entries: [
        line(name, sign * total, {
          isParty: true,
          bills: [{ name: bill, type: "new-ref", amount: (sign * total).toString() }],
        }),
        line(isSupplier ? "Purchases" : "Sales", -sign * taxable),
        line("CGST", -sign * tax),
        line("SGST", -sign * tax),
      ],
    };
  }
  const paid = pair % 11 === 0 ? total / 2n : total;
  return {
    ...head,
    type: isSupplier ? "Payment" : "Receipt",
    narration: `${isSupplier ? "NEFT to" : "NEFT from"} ${name}`,
    amount: (-sign * paid).toString(),
    entries: [
      line(name, -sign * paid, {
        isParty: true,
        bills: [{ name: bill, type: "agst-ref", amount: (-sign * paid).toString() }],
      }),
      line("Bank", sign * paid, {
        bank: [
          {
            amount: (sign * paid).toString(),
            transactionType: "Inter Bank Transfer",
            instrumentNumber: String(100_000 + pair),
            instrumentDate: date,
            clearedOn: date,
          },
        ],
      }),
    ],
  };
}

function line(
  ledger: string,
  amount: bigint,
  more: Partial<VoucherRecord["entries"][number]> = {},
): VoucherRecord["entries"][number] {
  return {
    ledger,
    ledgerGuid: ledgerGuid(ledger),
    amount: amount.toString(),
    isDeemedPositive: amount < 0n,
    ...more,
  };
}

function ledger(name: string, parent: string, at: number): LedgerRecord {
  return { guid: ledgerGuid(name), masterId: at, alterId: at, name, parent, openingBalance: "0" };
}

function partyName(i: number): string {
  return `Party ${String(i + 1).padStart(5, "0")} Traders & Sons`;
}

function ledgerGuid(name: string): string {
  return `${COMPANY}-${name.replaceAll(/[^A-Za-z0-9]/g, "").toLowerCase()}`;
}
