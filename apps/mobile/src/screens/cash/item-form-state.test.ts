import type { CashItem } from "@cfa/contract/cash-items";
import { expect, it } from "vitest";

import { itemDraft, itemWord } from "./item-form-state";

const rent = {
  ledgerId: "led_1",
  direction: "out",
  every: "months/1",
  partyId: null,
  name: "Rent",
  class: "rent",
  rhythm: { kind: "months", months: 1, date: 5, next: "2026-12-05", shift: "after" },
  amount: "2500000",
  hitRate: 1,
  alive: 1,
  hits: [],
  ahead: [{ day: "2026-12-07", chance: 1, amount: "2500000" }],
  said: null,
} as unknown as CashItem;

it("begins with the item as it is", () => {
  expect(itemDraft(rent)).toEqual({ amount: "25,000.00", next: "07-12-2026", often: "month" });
});

it("says another sum, day and rhythm", () => {
  expect(itemWord({ amount: "27,500", next: "01-01-2027", often: "quarter" }, rent)).toEqual({
    word: {
      kind: "edited",
      amount: "2750000",
      rhythm: { kind: "months", months: 3, date: 1, next: "2027-01-01", shift: "after" },
    },
  });
  expect(itemWord({ amount: "500", next: "04-12-2026", often: "week" }, rent)).toMatchObject({
    word: { rhythm: { kind: "days", days: 7, next: "2026-12-04" } },
  });
});

it("names what is wrong", () => {
  expect(itemWord({ amount: "0", next: "31-02-2027", often: "month" }, rent)).toEqual({
    wrong: { amount: true, next: true },
  });
});
