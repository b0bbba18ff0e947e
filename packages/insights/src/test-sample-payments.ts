import { counts, isLikely, type Side } from "@cfa/books/bill";
import { nameKey } from "@cfa/books/name-key";
import { deriveBooks, type Derived } from "@cfa/books/test-sample-books";
import { taxesOf, tdsFoundOf } from "@cfa/books/test-sample-tds";
import type { SampleCompany } from "@cfa/testkit/sample-company/make-sample-company";

import { CLASS_EDGES } from "./payment-behaviour.ts";
import type { MoneyTaken, PaymentBill, PaymentBooks } from "./payment-insight.ts";

/* A sample company's books as the payment model reads them; parties are named by their ledger's name key. For tests and benchmarks. */

/** One side of a sample company's books, with everything that is known on its last day. */
export function samplePayments(
  company: SampleCompany,
  side: Side = "receivable",
  derived: Derived = deriveBooks(company),
): PaymentBooks {
  const { parties, vouchers } = derived;
  const taxes = taxesOf(derived);
  const known = new Map(vouchers.map((voucher) => [voucher.guid, voucher]));
  const bills: PaymentBill[] = [];
  const taken: MoneyTaken[] = [];
  for (const [partyId, books] of parties) {
    const { awaited } = tdsFoundOf(taxes, books, side);
    const tds = new Map(
      awaited.filter(({ from }) => from <= company.through).map((one) => [one.bill, one.amount]),
    );
    for (const bill of books.bills) {
      if (bill.side !== side) continue;
      bills.push({
        billId: `${partyId} ${bill.nameKey} ${bill.occurrence} ${bill.side}`,
        partyId,
        date: bill.date,
        dueDate: bill.dueDate,
        known: bill.date,
        amount: bill.amount,
        open: bill.open,
        settlements: bill.settlements
          .filter((each) => counts(bill, each) || isLikely(bill, each))
          .map((each) => ({
            date: each.date,
            amount: each.amount,
            isInferred: each.basis === "inferred",
            isLikely: isLikely(bill, each),
            isMoney: isMoney(known.get(each.voucherId ?? "")?.kind),
          })),
        disputed: 0n,
        tdsAwaited: bill.open > 0n && bill.open <= (tds.get(bill) ?? 0n) ? bill.open : 0n,
        isExcluded: false,
        promisedFor: null,
      });
    }
    for (const { side: of, date, amount, voucherId } of books.unapplied) {
      const came = known.get(voucherId ?? "")?.date;
      if (of === side && amount < 0n && came !== undefined)
        taken.push({ partyId, came, taken: date, amount: -amount });
    }
  }
  return { asOf: company.through, bills, taken, parties: new Map(), edges: CLASS_EDGES, seed: 1 };
}

function isMoney(kind: string | undefined): boolean {
  return kind === "receipt" || kind === "payment";
}

/** The name key of each party of the truth. */
export function keyOf({ name }: { name: string }): string {
  return nameKey(name);
}
