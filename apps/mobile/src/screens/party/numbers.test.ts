import type { Party } from "@cfa/contract/reads";
import { expect, test } from "vitest";

import { numbersOf } from "./numbers";

function beside(phone: string | null): NonNullable<Party["beside"]> {
  const tally = { phone, email: null, creditLimit: null };
  return { person: null, language: null, exclusion: null, promise: null, tally };
}

test("a party without a number has none; words and a few digits are none", () => {
  expect(numbersOf({ phone: null })).toEqual([]);
  expect(numbersOf({ phone: "ask Ravi, ext 12" })).toEqual([]);
});

test("several in one field are told apart", () => {
  expect(numbersOf({ phone: "98200 12345 / 022-2345678, +91 98200-99999 or 9820088888" })).toEqual([
    { text: "98200 12345", dial: "9820012345", origin: "tally" },
    { text: "022-2345678", dial: "0222345678", origin: "tally" },
    { text: "+91 98200-99999", dial: "+919820099999", origin: "tally" },
    { text: "9820088888", dial: "9820088888", origin: "tally" },
  ]);
});

test("what people say comes before what Tally says, and the same number is there once", () => {
  expect(numbersOf({ phone: "9820011111", beside: beside("98200 22222") })).toEqual([
    { text: "9820011111", dial: "9820011111", origin: "person" },
    { text: "98200 22222", dial: "9820022222", origin: "tally" },
  ]);
  expect(numbersOf({ phone: "+91 98200 22222", beside: beside("09820022222") })).toHaveLength(1);
});
