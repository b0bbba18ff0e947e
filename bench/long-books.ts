import type { LedgerRecord, VoucherRecord } from "@cfa/contract/records";
import { addDays, day } from "@cfa/values/local-date";

/*
 * Books whose lists are long: so many customers, each with a bill of its own, and one that has as many open bills as there are customers.
 * Nothing was ever paid.
 */

export const BOOKS_FROM = day("2026-04-01");
/** The customer with all those bills. */
export const BUSIEST = "Anand Distributors";
const COMPANY = "7d4b6c10-2f0a-4f7e-8a55-10c6c2d0a911";
const DAYS = 200;

export function* ledgers(many: number): Generator<LedgerRecord> {
  const names = [BUSIEST, ...Array.from({ length: many - 1 }, (_, at) => customerAt(at))];
  yield {
    guid: guidOf("Sales"),
    masterId: 1,
    alterId: 1,
    name: "Sales",
    parent: "Sales Accounts",
    openingBalance: "0",
  };
  for (const [at, name] of names.entries()) {
    yield {
      guid: guidOf(name),
      masterId: at + 2,
      alterId: at + 2,
      name,
      parent: "Sundry Debtors",
      openingBalance: "0",
      isBillWise: true,
      creditPeriod: { text: `${15 + (at % 4) * 15} Days` },
    };
  }
}

/** One bill by its place: the first half are the busiest customer's, the others one for each customer. */
export function billAt(place: number, many: number): VoucherRecord {
  const party = place < many ? BUSIEST : customerAt(place - many);
  const amount = 150_000n + BigInt((place * 7_919) % 9_000_000);
  const name = `INV/26-27/${String(place + 1).padStart(5, "0")}`;
  return {
    guid: `${COMPANY}-${(place + 1).toString(16).padStart(8, "0")}`,
    masterId: place + 1,
    alterId: place + 1,
    date: addDays(BOOKS_FROM, Math.floor((place % many) * (DAYS / many))),
    number: String(place + 1),
    party,
    isInvoice: true,
    type: "Sales",
    reference: name,
    amount: (-amount).toString(),
    entries: [
      {
        ledger: party,
        ledgerGuid: guidOf(party),
        amount: (-amount).toString(),
        isDeemedPositive: true,
        isParty: true,
        bills: [{ name, type: "new-ref", amount: (-amount).toString() }],
      },
      { ledger: "Sales", ledgerGuid: guidOf("Sales"), amount: amount.toString(), isDeemedPositive: false },
    ],
  };
}

function customerAt(at: number): string {
  return `Customer ${String(at + 1).padStart(4, "0")} Traders & Sons`;
}

function guidOf(name: string): string {
  return `${COMPANY}-${name.replaceAll(/[^A-Za-z0-9]/g, "").toLowerCase()}`;
}
