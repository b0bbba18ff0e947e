import * as fc from "fast-check";
import { expect, test } from "vitest";

import { addressEnd } from "./address-end.ts";
import { mailsIn } from "./mail.ts";
import { phonesIn } from "./phone.ts";

test.for([
  ["9825012345", ["+919825012345"]],
  ["98250-12345/079 2658", ["+919825012345"]],
  ["98250-12345/079 26581234", ["+919825012345"]],
  ["+91 98250 12345", ["+919825012345"]],
  ["(+91) 98250-12345", ["+919825012345"]],
  ["0091-9825012345", ["+919825012345"]],
  ["09825012345", ["+919825012345"]],
  ["+91 78250 12345", ["+917825012345"]],
  ["91-7825012345", ["+917825012345"]],
  ["0 78250 12345", ["+917825012345"]],
  ["9825012345, 9825012346 / 9825012345", ["+919825012345", "+919825012346"]],
  ["9825012345 9825012346", ["+919825012345", "+919825012346"]],
  ["98250 12345 & 98250 12346", ["+919825012345", "+919825012346"]],
  ["Mob: 98250 12345 (Rakesh)", ["+919825012345"]],
  ["９８２５０１２３４５", ["+919825012345"]],
  ["+971 50 123 4567", ["+971501234567"]],
] as const)("%s is reached", ([text, phones]) => {
  expect(phonesIn(text)).toEqual(phones);
});

test.for([
  "",
  "-",
  "079-26581234",
  "07926581234",
  "0712 2345678",
  "080-23456789",
  "80 2345 6789",
  "+91 79 26581234",
  "+91-79-2658 1234",
  "+91 (0)79 2658 1234",
  "(0091) 79 2658 1234",
  "712-2345678",
  "22334455",
  "5825012345",
  "98250123456",
  "982501234",
  "+91 5825012345",
  "ext 12",
  "call after 5",
])("no number that can be reached: %s", (text) => {
  expect(phonesIn(text)).toEqual([]);
});

test("whatever is typed, a number in India is a mobile's", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(..."0123456789 -/+(),;a९".split("")), maxLength: 40 }),
      (text) => {
        for (const phone of phonesIn(text)) expect(phone).toMatch(/^\+(?:91[6-9]\d{9}|(?!91)[1-9]\d{7,14})$/);
      },
    ),
    { numRuns: 2_000 },
  );
});

test("mail addresses out of a field", () => {
  expect(mailsIn("Accounts@Sharma.CO.in; b.k+x@x.org / b.k+x@x.org")).toEqual([
    "Accounts@sharma.co.in",
    "b.k+x@x.org",
  ]);
  expect(mailsIn("Rakesh <rakesh@x.in>, mailto:a@b.in.")).toEqual(["rakesh@x.in", "a@b.in"]);
  expect(mailsIn("a@b")).toEqual([]);
  expect(mailsIn("@x.in a@ a..b@x.in .a@x.in a@-x.in na")).toEqual([]);
  expect(mailsIn(`${"a".repeat(65)}@x.in`)).toEqual([]);
  expect(mailsIn("a@x.in\r\nBcc: b@y.in")).toEqual(["a@x.in", "b@y.in"]);
});

test("of an address as much is shown as tells it from others", () => {
  expect(addressEnd("sms", "+919825012345")).toBe("2345");
  expect(addressEnd("email", "a@sharma.in")).toBe("sharma.in");
});
