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

const isLong = process.env["CFA_TEST_LONG"] === "1";

/** One change to the bytes: something cut out, put in, doubled or turned over, two tags swapped, a number made huge. */
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat({ max: 60 }),
  what: fc.constantFrom("cut", "insert", "double", "flip", "end", "bit", "swap", "huge"),
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
    case "bit":
      return Buffer.concat([
        before,
        part.subarray(0, 1).map((byte) => byte ^ (1 << (change.length % 8))),
        bytes.subarray(at + 1),
      ]);
    case "swap":
      return swapTags(bytes, change.at, change.length);
    case "huge":
      return hugeNumber(bytes, change.at, change.length);
    default:
      return Buffer.from(before);
  }
}

/** The tag behind a place and one of those that follow change places; in UTF-16 nothing is found, and nothing changes. */
function swapTags(bytes: Buffer, at: number, further: number): Buffer {
  const text = bytes.toString("latin1");
  const tags = [...text.matchAll(/<[^<>]+>/g)];
  const first = Math.floor(at * tags.length);
  const [a, b] = [tags[first], tags[first + 1 + (further % 7)]];
  if (a === undefined || b === undefined) return bytes;
  const between = text.slice(a.index + a[0].length, b.index);
  return Buffer.from(
    text.slice(0, a.index) + b[0] + between + a[0] + text.slice(b.index + b[0].length),
    "latin1",
  );
}

/** A number becomes one of many digits. */
function hugeNumber(bytes: Buffer, at: number, length: number): Buffer {
  const text = bytes.toString("latin1");
  const numbers = [...text.matchAll(/\d+/g)];
  const chosen = numbers[Math.floor(at * numbers.length)];
  if (chosen === undefined) return bytes;
  const huge = "9".repeat(1 + length * 40);
  return Buffer.from(
    text.slice(0, chosen.index) + huge + text.slice(chosen.index + chosen[0].length),
    "latin1",
  );
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
      { numRuns: isLong ? 10_000 : 600, seed: 20250402 },
    );
  }, 600_000);

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
