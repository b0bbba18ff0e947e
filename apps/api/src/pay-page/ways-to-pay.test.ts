import { expect, test } from "vitest";

import { payReference } from "@cfa/contract/pay-reference";
import { languageOf } from "./figures.ts";
import { waysToPay } from "./ways-to-pay.ts";

const TO = {
  payeeName: "Asha & Sons",
  vpa: "asha.sons@okbank",
  accountNumber: "0011",
  ifsc: "HDFC0000123",
  bankName: null,
};
const asked = { to: TO, upiLimit: 1_00_000_00n, reference: "CFAABC", billName: "INV/1 & <2>" };

test("the UPI link says whom, how much, for which bill and under which reference", () => {
  expect(waysToPay(980_50n, asked).upi).toBe(
    "upi://pay?pa=asha.sons@okbank&pn=Asha%20%26%20Sons&am=980.50&cu=INR&tn=Bill%20INV%2F1%202&tr=CFAABC",
  );
});

test("up to the limit UPI is offered, above it the bank alone, with the limit that is the reason", () => {
  expect(waysToPay(1_00_000_00n, asked)).toMatchObject({ upi: expect.any(String), aboveUpi: null });
  expect(waysToPay(1_00_000_01n, asked)).toMatchObject({
    upi: null,
    aboveUpi: 1_00_000_00n,
    bank: { number: "0011", ifsc: "HDFC0000123" },
    payee: "Asha & Sons",
  });
});

test("what was not said is not shown, and nothing when nothing is due", () => {
  expect(waysToPay(100n, { ...asked, to: { ...TO, vpa: null } })).toMatchObject({
    upi: null,
    aboveUpi: null,
  });
  expect(waysToPay(100n, { ...asked, to: null })).toMatchObject({ upi: null, bank: null });
  expect(waysToPay(0n, asked)).toMatchObject({ upi: null, bank: null });
});

test("a long name of a bill is cut in the note, and the reference has letters and digits alone", () => {
  const upi = waysToPay(100n, { ...asked, billName: "X".repeat(200) }).upi ?? "";
  expect(new URL(upi).searchParams.get("tn")).toHaveLength(50);
  expect(payReference("3f0c9e1a-0000-4000-8000-000000000001")).toMatch(/^CFA[A-Z2-7]{12}$/);
});

test.each([
  [undefined, undefined, "en"],
  [undefined, "hi-IN,hi;q=0.9,en;q=0.8", "hi"],
  [undefined, "en-IN,hi;q=0.5", "en"],
  [undefined, "ta-IN,hi;q=0.4", "hi"],
  [undefined, "hi;q=0", "en"],
  ["en", "hi", "en"],
  ["xx", "hi", "hi"],
])("asked for %s, with a browser that likes %s, it is %s", (wanted, accepted, language) => {
  expect(languageOf(wanted, accepted)).toBe(language);
});
