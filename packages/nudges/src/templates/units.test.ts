import { expect, test } from "vitest";

import { RULES } from "../test-rules.ts";
import { costOf } from "./cost.ts";
import { unitsOf } from "./units.ts";

const units = (text: string) => unitsOf(text, RULES.limits);

test("160 signs of a text message are one unit, 161 are two of 153", () => {
  expect([units(""), units("a".repeat(160)), units("a".repeat(161))]).toEqual([1, 1, 2]);
  expect([units("a".repeat(306)), units("a".repeat(307))]).toEqual([2, 3]);
});

test("one letter of Hindi makes all of it shorter: 70, then 67", () => {
  expect([units("क".repeat(70)), units("क".repeat(71)), units("क".repeat(135))]).toEqual([1, 2, 3]);
  expect(units(`₹${"a".repeat(70)}`)).toBe(2);
});

test("brackets and the euro take two places, a picture two of the short ones", () => {
  expect([units("[".repeat(80)), units("[".repeat(81))]).toEqual([1, 2]);
  expect([units("😀".repeat(35)), units("😀".repeat(36))]).toEqual([1, 2]);
});

const cost = (way: "sms" | "whatsapp" | "email" | "print", category: "utility" | null = null) =>
  costOf({ way, category }, 3, RULES.costs);

test("an SMS costs by units, WhatsApp by category (the dearest where none is known), the rest nothing", () => {
  expect([cost("sms"), cost("whatsapp", "utility"), cost("whatsapp")]).toEqual([75n, 12n, 87n]);
  expect([cost("email"), cost("print")]).toEqual([0n, 0n]);
});
