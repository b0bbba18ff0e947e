import { expect, it } from "vitest";

import { saidByDraft, typedSum } from "./accounts-draft";

it("takes rupees, nothing for nothing, and refuses what is no sum", () => {
  expect(typedSum("₹5,00,000")).toBe("50000000");
  expect(typedSum("0")).toBe("0");
  expect(typedSum(" ")).toBeNull();
  expect(typedSum("-5")).toBeUndefined();
  expect(typedSum("five")).toBeUndefined();
});

it("says nothing while one sum is wrong", () => {
  const account = { limit: "2,00,000", isLeftOut: false };
  expect(saidByDraft({ floor: "", accounts: { led_1: account } })).toEqual({
    floor: null,
    accounts: [{ ledgerId: "led_1", overdraftLimit: "20000000", isLeftOut: false }],
  });
  expect(saidByDraft({ floor: "", accounts: { led_1: { ...account, limit: "x" } } })).toBeNull();
});
