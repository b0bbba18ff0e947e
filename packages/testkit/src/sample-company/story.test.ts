import { expect, test } from "vitest";

import { makeSampleCompany } from "./make-sample-company.ts";
import { storyOf } from "./story.ts";

const company = makeSampleCompany({ size: "S" });

test("a party's story begins and ends with its balance and has all its vouchers between", () => {
  const story = storyOf(company, "wainganga sugar mills ltd") ?? [];
  const id = company.ledgers.find((ledger) => ledger.name === "Wainganga Sugar Mills Ltd")?.masterId;
  const own = company.vouchers.filter((voucher) => voucher.party === id);
  expect(story[0]).toBe("Wainganga Sugar Mills Ltd (Vidarbha Debtors, customer, tds-short)");
  expect(story.filter((line) => /^\d\d-\d\d-\d{4} /.test(line))).toHaveLength(own.length);
  expect(story.at(-1)).toMatch(/^closing on 30-09-2026 ₹/);
});

test("money on account is told with what it truly paid, to the paisa", () => {
  const story = storyOf(company, "श्री गणेश ट्रेडर्स") ?? [];
  const index = story.findIndex((line) => line.startsWith("    On Account") && line.endsWith("Cr"));
  expect(index).toBeGreaterThan(0);
  expect(story[index + 1]).toMatch(/^ {4}truly for (OB-\d|ST\/)/);
});

test("nobody by that name has no story", () => {
  expect(storyOf(company, "Nobody & Co")).toBeNull();
});
