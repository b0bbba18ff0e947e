import type { LocalDate } from "@cfa/values/local-date";

import type { BillSettlement, MoneyTaken, PaymentBill } from "./payment-insight.ts";

/**
 * The day on which the money of each settlement came, where that is another than its voucher's: a journal at the quarter's end puts
 * money against bills that came weeks before, and it is the money's day on which the customer paid. The bills that one day's vouchers
 * without money settle take that day's money in the order it came, the oldest bill first.
 */
export function moneyDays(
  bills: readonly PaymentBill[],
  taken: readonly MoneyTaken[],
): Map<BillSettlement, LocalDate> {
  const pools = Map.groupBy(taken, (one) => `${one.partyId} ${one.taken}`);
  const days = new Map<BillSettlement, LocalDate>();
  const waiting = new Map<string, { settlement: BillSettlement; bill: PaymentBill }[]>();
  for (const bill of bills) {
    for (const settlement of bill.settlements) {
      const key = `${bill.partyId} ${settlement.date}`;
      if (settlement.isMoney || settlement.isLikely || !pools.has(key)) continue;
      const list = waiting.get(key);
      if (list === undefined) waiting.set(key, [{ settlement, bill }]);
      else list.push({ settlement, bill });
    }
  }
  for (const [key, list] of waiting) {
    const money = (pools.get(key) ?? []).toSorted((a, b) => (a.came < b.came ? -1 : 1));
    let at = 0;
    let left = money[0]?.amount ?? 0n;
    for (const { settlement } of list.toSorted((a, b) => (a.bill.date < b.bill.date ? -1 : 1))) {
      let wanted = settlement.amount;
      while (wanted > 0n && at < money.length) {
        const part = wanted < left ? wanted : left;
        wanted -= part;
        left -= part;
        if (part > 0n) days.set(settlement, money[at]?.came ?? settlement.date); // the last part's day: then it was all there
        if (left === 0n) left = money[++at]?.amount ?? 0n;
      }
      if (wanted > 0n) days.delete(settlement); // some of it is no money at all
    }
  }
  return days;
}
