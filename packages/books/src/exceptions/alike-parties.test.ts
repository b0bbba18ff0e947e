import { expect, test } from "vitest";

import { alikeParties } from "./alike-parties.ts";
import { likenessOf, type PartyIdentity } from "./party-likeness.ts";

const party = (name: string, more: Partial<PartyIdentity> = {}) => ({
  ledgerId: name,
  name,
  gstin: null,
  phone: null,
  ...more,
});
const sets = (...parties: ReturnType<typeof party>[]) =>
  alikeParties(parties).map((set) => set.map((one) => one.name));

const MUMBAI = "27ABCDE1234F1Z5";
const DELHI = "07ABCDE1234F1Z9";

test("the same GSTIN, PAN or phone makes parties alike, and says so", () => {
  const ram = party("Ram Stores", { gstin: MUMBAI, phone: "+91 98200 12345" });
  expect(sets(ram, party("Zenith", { gstin: MUMBAI }), party("Other"))).toEqual([["Ram Stores", "Zenith"]]);
  expect(likenessOf([ram, party("Zenith", { gstin: MUMBAI.toLowerCase() })])).toEqual(["gstin"]);
  expect(likenessOf([ram, party("Ram Delhi", { gstin: DELHI })])).toEqual(["pan"]);
  expect(likenessOf([ram, party("Shyam", { phone: "9820012345" })])).toEqual(["phone"]);
});

test.each([
  ["M/s. Gupta & Sons Pvt. Ltd.", "GUPTA AND SONS", "same-name"],
  ["Krishna Traders", "Krishnaa Tradars", "nearly-same-name"],
  ["Vijay Textiles", "Textiles Wijay", "nearly-same-name"],
  ["मीना स्टोर्स", "मीना  स्टोर्स", "same-name"],
])("%s and %s: %s", (a, b, evidence) => {
  expect(likenessOf([party(a), party(b)])).toEqual([evidence]);
  expect(sets(party(a), party(b))).toHaveLength(1);
});

test.each([
  ["Asha Traders", "Usha Traders"],
  ["Ravi Steel 1", "Ravi Steel 2"],
  ["मीना स्टोर्स", "मोना स्टोर्स"],
  ["Raj", "Raju"],
  ["Shah Exports", "Sah Imports"],
])("%s and %s are two", (a, b) => {
  expect(sets(party(a), party(b))).toEqual([]);
});

test("a set within a larger one is told once; a phone that many share says nothing", () => {
  const phone = "9820012345";
  expect(
    sets(
      party("Ram", { phone, gstin: MUMBAI }),
      party("Shyam", { phone, gstin: MUMBAI }),
      party("Om", { phone }),
    ),
  ).toEqual([["Om", "Ram", "Shyam"]]);
  const office = Array.from({ length: 7 }, (_, at) => party(`Tenant ${"ABCDEFG"[at]}${at}`, { phone }));
  expect(sets(...office)).toEqual([]);
});

test("numbers that are none are no evidence", () => {
  const bad = { gstin: "URP", phone: "12345" };
  expect(sets(party("Ram", bad), party("Shyam", bad))).toEqual([]);
});
