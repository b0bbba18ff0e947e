import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { readWhole } from "./collect.ts";
import { importCodeOf } from "./import-file.ts";
import { exportFile, ledger, voucher } from "./test-xml.ts";

const WHOLE = exportFile([
  ledger(1, "Ravi &amp; Co", "<PARENT>&#4; Primary</PARENT><OPENINGBALANCE>-5.00</OPENINGBALANCE>"),
  voucher(2, {
    type: "Sales",
    lines: [
      {
        ledger: "Ravi &amp; Co",
        amount: "-10.00",
        more: '<BILLALLOCATIONS.LIST><NAME>B</NAME><BILLTYPE>New Ref</BILLTYPE><BILLCREDITPERIOD JD="1" P="5 Days">5 Days</BILLCREDITPERIOD><AMOUNT>-10.00</AMOUNT></BILLALLOCATIONS.LIST>',
      },
      { ledger: "Sales", amount: "$ 2 @ 5" },
    ],
  }),
]);

/** One change to the bytes: something cut out, put in, doubled or turned over. */
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat({ max: 60 }),
  what: fc.constantFrom("cut", "insert", "double", "flip", "end"),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 8 }),
    fc
      .constantFrom(
        "<",
        ">",
        "&",
        "&#4;",
        "&#x0;",
        "</",
        "<!--",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE a>",
        "<VOUCHER>",
        "</ENVELOPE>",
        "\x04",
        '"',
        "<A.LIST> </A.LIST>",
        "@",
        "=",
        "-",
      )
      .map((text) => new Uint8Array(Buffer.from(text))),
  ),
});

function mutate(
  bytes: Buffer,
  change: { at: number; length: number; what: string; bytes: Uint8Array },
): Buffer {
  const at = Math.floor(change.at * bytes.length);
  const before = bytes.subarray(0, at);
  const part = bytes.subarray(at, at + change.length);
  const after = bytes.subarray(at + change.length);
  switch (change.what) {
    case "cut":
      return Buffer.concat([before, after]);
    case "insert":
      return Buffer.concat([before, change.bytes, part, after]);
    case "double":
      return Buffer.concat([before, part, part, after]);
    case "flip":
      return Buffer.concat([before, part.map((byte) => byte ^ 0x15), after]);
    default:
      return Buffer.from(before);
  }
}

describe("damaged files", () => {
  it("are read or refused with a known code, never crash, and read the same in any pieces", () => {
    fc.assert(
      fc.property(
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        fc.constantFrom("utf8" as const, "utf16le" as const),
        fc.integer({ min: 1, max: 9 }),
        (changes, encoding, size) => {
          const bytes = changes.reduce(mutate, Buffer.from(WHOLE, encoding));
          const whole = readWhole(bytes);
          expect(importCodeOf(whole.read).code).toMatch(/^[a-z-]+$/);
          const pieces = readWhole(bytes, size);
          expect(importCodeOf(pieces.read)).toEqual(importCodeOf(whole.read));
          if (whole.read.ok) expect(pieces.records).toEqual(whole.records);
        },
      ),
      { numRuns: 600, seed: 20250402 },
    );
  });

  it("lose no record silently: what went in comes out or is quarantined", () => {
    const damages = ["", "x", "-", "$", "20259999", "&#4;", "1.2.3", "  "];
    const tags = ["GUID", "DATE", "VOUCHERTYPENAME", "AMOUNT", "LEDGERNAME", "BILLTYPE", "NAME", "ALTERID"];
    for (const tag of tags) {
      for (const damage of damages) {
        const xml = WHOLE.replace(new RegExp(`(<${tag}>)[^<]*`, "g"), `$1${damage}`);
        const { read, records } = readWhole(Buffer.from(xml));
        if (!read.ok) throw new Error(read.error.code);
        expect(records.ledgers.length + records.vouchers.length + records.quarantined.length).toBe(2);
      }
    }
  });
});
