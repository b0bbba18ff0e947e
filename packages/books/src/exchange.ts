import type { LocalDate } from "@cfa/values/local-date";
import { abs, min, type Paise } from "@cfa/values/money";

import { onSide, type Side } from "./bill.ts";
import { nameKey } from "./name-key.ts";

/*
 * What the rate of exchange did between a bill in a foreign currency and its payment. Tally holds such a bill in its
 * currency; in rupees the two differ, until a journal books it. Rules: docs/algorithms/settlement.md.
 */

/** A line on a party's ledger, debit positive, in the order in which lines are settled. */
export type ExchangeLine = {
  date: LocalDate;
  voucherId: string;
  lineNo: number;
  amount: Paise;
  foreign: string | null; // Tally's text, "$ 100.00 @ 83.10/$ = Rs 8310.00"
  isExchange: boolean; // its voucher books a difference of exchange
  allocations: readonly { name: string; amount: Paise }[];
};

/** A bill in a foreign currency. Gains are positive. */
export type BillExchange = {
  voucherId: string; // that opened it
  lineNo: number;
  currency: string;
  amount: bigint; // in ten-thousandths of the currency
  left: bigint; // so much of it is not paid
  difference: Paise; // rupees that came beyond what the bill was booked at
  booked: Paise; // of that, what a voucher has on a ledger for it
};

type Running = BillExchange & { base: Paise };

/** A sum may be off by this much of a unit where one line pays several bills. */
const NEARLY: bigint = 100n;

/** The bills of one ledger that were opened in a foreign currency, with what exchange did to each. A name used again is another bill. */
export function billExchanges(lines: readonly ExchangeLine[], side: Side): BillExchange[] {
  const found: Running[] = [];
  const current = new Map<string, Running>();
  for (const line of lines) {
    const sum = foreignSum(line.foreign);
    for (const { name, amount } of line.allocations) {
      const key = nameKey(name);
      const bill = current.get(key);
      const raised = onSide(side, amount);
      const foreign = sum === null || line.amount === 0n ? 0n : (abs(amount) * sum.amount) / abs(line.amount);
      if (sum === null) {
        if (bill !== undefined && line.isExchange) bill.booked += amount;
      } else if (raised > 0n && (bill === undefined || bill.left === 0n)) {
        const opened = opens(line, { currency: sum.currency, foreign, base: raised });
        found.push(opened);
        current.set(key, opened);
      } else if (raised > 0n && bill !== undefined) {
        bill.amount += foreign;
        bill.left += foreign;
        bill.base += raised;
      } else if (bill !== undefined) {
        bill.difference += onSide(side, pay(bill, { foreign, base: -raised }));
      }
    }
  }
  return found;
}

function opens(
  { voucherId, lineNo }: ExchangeLine,
  { currency, foreign, base }: { currency: string; foreign: bigint; base: Paise },
): Running {
  return { voucherId, lineNo, currency, amount: foreign, left: foreign, base, difference: 0n, booked: 0n };
}

/** Takes a payment at the bill's own rate; answers what the rupees are above that. What exceeds the bill is not its. */
function pay(bill: Running, { foreign, base }: { foreign: bigint; base: Paise }): Paise {
  if (foreign === 0n || bill.left === 0n) return 0n;
  const isWhole = abs(foreign - bill.left) <= NEARLY;
  const paid = isWhole ? bill.left : min(foreign, bill.left);
  const cost = paid === bill.left ? bill.base : (bill.base * paid) / bill.left;
  bill.left -= paid;
  bill.base -= cost;
  return (isWhole ? base : (base * paid) / foreign) - cost;
}

/** Currency and size of a sum as Tally writes it; null: it is in rupees, or nothing tells. */
export function foreignSum(text: string | null): { currency: string; amount: bigint } | null {
  const [own = ""] = (text ?? "").split(/[@=]/u);
  const digits = /\d[\d,]*(?:\.\d+)?/u.exec(own)?.[0];
  if (digits === undefined) return null;
  const [whole = "", fraction = ""] = digits.replaceAll(",", "").split(".");
  const amount = BigInt(whole + fraction.slice(0, 4).padEnd(4, "0"));
  const currency = own.replace(digits, "").replaceAll(/[-()\s]|\b[dc]r\b\.?/giu, "");
  return amount === 0n ? null : { currency, amount };
}
