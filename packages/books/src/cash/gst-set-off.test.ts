import { expect, test } from "vitest";

import { gstSetOff } from "./gst-set-off.ts";

test("input tax pays its own head, the integrated tax the others too, neither of these the other", () => {
  expect(
    gstSetOff([
      { tax: "cgst", owed: 500n },
      { tax: "cgst", owed: -700n },
      { tax: "sgst", owed: 400n },
    ]),
  ).toEqual({ owed: 400n, credit: 200n });
  expect(
    gstSetOff([
      { tax: "igst", owed: -600n },
      { tax: "cgst", owed: 250n },
      { tax: "sgst", owed: 400n },
    ]),
  ).toEqual({ owed: 50n, credit: 0n });
  expect(
    gstSetOff([
      { tax: "igst", owed: 300n },
      { tax: "cgst", owed: -200n },
      { tax: "sgst", owed: -250n },
    ]),
  ).toEqual({ owed: 0n, credit: 150n });
});

test("what was set off already is owed beside input tax that is left, and cess is paid by nothing else", () => {
  expect(
    gstSetOff([
      { tax: "gst", owed: 800n },
      { tax: "igst", owed: -1_000n },
      { tax: "cess", owed: 30n },
    ]),
  ).toEqual({ owed: 830n, credit: 1_000n });
});

test("a credit of no head pays any, and what it does not pay is left", () => {
  expect(
    gstSetOff([
      { tax: "gst", owed: -500n },
      { tax: "sgst", owed: 300n },
    ]),
  ).toEqual({ owed: 0n, credit: 200n });
  expect(gstSetOff([{ tax: null, owed: -70n }])).toEqual({ owed: 0n, credit: 70n });
});
