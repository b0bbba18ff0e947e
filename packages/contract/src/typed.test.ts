import { expect, it } from "vitest";

import { MailCodeWanted } from "./auth.ts";
import { ApiError } from "./errors.ts";
import { CompanyId } from "./fields.ts";
import { PairingCode } from "./pairing.ts";
import { pairingCodeOf } from "./pairing-code.ts";
import { statedError } from "./stated-error.ts";
import { isCompanyId, keyNameOf, mailAddressOf } from "./typed.ts";

/* What is checked without the schema library is what the schemas say. */

it.each([
  "owner@example.in",
  "First.Last+tally@Books.Example.co.in",
  "o'neil@example.in",
  "a..b@example.in",
  ".a@example.in",
  "a@example",
  "a b@example.in",
  "@example.in",
  "demo@cfa.invalid",
  `${"a".repeat(200)}@example.in`,
  "",
])("a mail address: %s", (email) => {
  const parsed = MailCodeWanted.safeParse({ email });
  expect(mailAddressOf(email)).toBe(parsed.success ? parsed.data.email : undefined);
});

it("takes mail addresses in small letters, and those alone that mail can reach", () => {
  expect(mailAddressOf("Owner@Example.IN")).toBe("owner@example.in");
  expect(mailAddressOf("demo@cfa.invalid")).toBeUndefined();
  expect(mailAddressOf("owner@example")).toBeUndefined();
});

it.each(["BCDF-GHJK", "bcdf ghjk", "cfa-pair:BCDFGHJK", "BCDF-GHJ", "AEIOUAEI", "x".repeat(61)])(
  "a pairing code: %s",
  (text) => {
    expect(pairingCodeOf(text)).toBe(PairingCode.safeParse(text).data);
  },
);

it.each([`cmp_${"a".repeat(26)}`, `pty_${"a".repeat(26)}`, "cmp_1", ""])("a company's id: %s", (id) => {
  expect(isCompanyId(id)).toBe(CompanyId.safeParse(id).success);
});

it("names a key without the blanks around it, and refuses none and too much", () => {
  expect(keyNameOf("  Shop PC ")).toBe("Shop PC");
  expect(keyNameOf("  ")).toBeUndefined();
  expect(keyNameOf("x".repeat(81))).toBeUndefined();
});

it.each([
  { code: "conflict", message: "It is there already.", requestId: "r" },
  { code: "bad-input", message: "No.", field: "name", requestId: "r" },
  { code: "of-tomorrow", message: "No.", requestId: "r" },
  { code: "toString", message: "No.", requestId: "r" },
  { code: "conflict", message: "No." },
  { code: "conflict", message: "No.", field: 7, requestId: "r" },
  "conflict",
  null,
])("an error's body: %j", (body) => {
  expect(statedError(body) !== undefined).toBe(ApiError.safeParse(body).success);
});
