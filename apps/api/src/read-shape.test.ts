import { GoogleWanted, MailCodeSignIn } from "@cfa/contract/auth";
import { Gstin } from "@cfa/contract/company-profile";
import { expect, test } from "vitest";
import { z } from "zod";

import { readShape } from "./read-shape.ts";

const Shape = z.strictObject({
  gstin: Gstin,
  lines: z.array(z.object({ amount: z.string().regex(/^\d+$/) })).optional(),
});
const RIGHT = "27AAPFU0939F1ZV";

const LAST_IS_OFF = "One of its characters is mistyped: the last one does not fit the others";

test.each<[z.ZodType, unknown, string | undefined, string]>([
  [Shape, { gstin: "27AAAAA0000A1Z4" }, "gstin", `The value of "gstin" is not right: ${LAST_IS_OFF}.`],
  [
    Shape,
    { gstin: "27" },
    "gstin",
    'The value of "gstin" is not right: A GSTIN has 15 characters, this has 2.',
  ],
  [Shape, { gstin: 7 }, "gstin", 'The value of "gstin" is not right: expected string, received number.'],
  [Shape, {}, "gstin", 'The value of "gstin" is not right: expected string, received undefined.'],
  [
    Shape,
    { gstin: RIGHT, lines: [{ amount: "1" }, { amount: "x" }] },
    "lines.1.amount",
    String.raw`The value of "lines.1.amount" is not right: must match pattern /^\d+$/.`,
  ],
  [Shape, { gstin: RIGHT, pan: "A" }, "pan", 'The value of "pan" is not right: Unrecognized key: "pan".'],
  [Shape, [], undefined, "The request is not right: expected object, received array."],
  [
    MailCodeSignIn,
    { email: "asha@demo.invalid", code: "123456" },
    "email",
    'The value of "email" is not right: no mail can reach this address.',
  ],
  [MailCodeSignIn, { email: "a@b.in", code: "12" }, "code", 'The value of "code" is not right: six digits.'],
  [
    GoogleWanted,
    { returnTo: "//evil.example" },
    "returnTo",
    'The value of "returnTo" is not right: a path of the app, such as /.',
  ],
])("%#: %j is refused in one sentence", (shape, came, field, message) => {
  expect(() => readShape(shape, came)).toThrow(
    expect.objectContaining({ code: "bad-input", field, message }),
  );
});
