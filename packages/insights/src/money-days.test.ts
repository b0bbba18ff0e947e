import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { moneyDays } from "./money-days.ts";
import type { BillSettlement, PaymentBill } from "./payment-insight.ts";

const QUARTER_END = day("2026-06-30");

function settled(amount: bigint, rest: Partial<BillSettlement> = {}): BillSettlement {
  return { date: QUARTER_END, amount, isInferred: false, isLikely: false, isMoney: false, ...rest };
}

function bill(billId: string, date: string, settlements: BillSettlement[]): PaymentBill {
  const known = day(date);
  const none = { disputed: 0n, tdsAwaited: 0n, isExcluded: false, promisedFor: null };
  return {
    billId,
    partyId: "p",
    date: known,
    dueDate: known,
    known,
    amount: 100n,
    open: 0n,
    settlements,
    ...none,
  };
}

const TAKEN = [
  { partyId: "p", came: day("2026-05-20"), taken: QUARTER_END, amount: 60n },
  { partyId: "p", came: day("2026-04-10"), taken: QUARTER_END, amount: 100n },
];

test("a journal's bills were paid when their money came, the oldest bill by the oldest money", () => {
  const [young, old] = [settled(60n), settled(100n)];
  const days = moneyDays([bill("young", "2026-04-01", [young]), bill("old", "2026-02-01", [old])], TAKEN);
  expect(days.get(old)).toBe("2026-04-10");
  expect(days.get(young)).toBe("2026-05-20");
});

test("a bill paid in parts was paid with the last of them", () => {
  const whole = settled(130n);
  expect(moneyDays([bill("one", "2026-02-01", [whole])], TAKEN).get(whole)).toBe("2026-05-20");
});

test("a receipt of the same day keeps its day, and so does what no money is left for", () => {
  const receipt = settled(50n, { isMoney: true });
  const note = settled(200n);
  const days = moneyDays([bill("one", "2026-02-01", [receipt]), bill("two", "2026-03-01", [note])], TAKEN);
  expect(days.size).toBe(0);
});
