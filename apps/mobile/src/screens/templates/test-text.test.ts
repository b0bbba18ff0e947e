import type { TestSend } from "@cfa/contract/template-tests";
import { expect, test } from "vitest";

import { NUDGE_CODES } from "../../locale/nudge-codes/words";
import { TEMPLATE_WORDS } from "../../locale/templates/words";
import { testText } from "./test-text";

const en = { words: TEMPLATE_WORDS.en.tests, codes: NUDGE_CODES.en };
const hi = { words: TEMPLATE_WORDS.hi.tests, codes: NUDGE_CODES.hi };
const SENT: TestSend = {
  toEnd: "2345",
  at: "",
  by: "",
  state: "accepted",
  refused: null,
  inText: [],
  failure: null,
};
const failed = (scope: string, code: string, detail = ""): TestSend => ({
  ...SENT,
  state: "refused",
  failure: { scope, code, detail },
});

test("what is on its way, went out, and what nobody can say", () => {
  expect(testText(SENT, en)).toBe("Sent: the carrier has taken it.");
  expect(testText({ ...SENT, state: "unknown" }, en)).toContain("may have gone out");
});

test("why it was not handed over, and why the carrier did not take it, with its own words", () => {
  expect(testText({ ...SENT, state: "refused", refused: "no-account" }, en)).toBe(
    "Not sent: there is no account for this way. Set one up under ways of writing.",
  );
  expect(testText(failed("address", "dead", "131026 not on WhatsApp"), en)).toBe(
    "Not sent: nobody is reached there. The carrier says: 131026 not on WhatsApp",
  );
  expect(testText(failed("later", "429"), en)).toContain("Try again later");
  expect(testText(failed("account", "of-tomorrow"), en)).toMatch(/^Not sent: /);
  expect(testText(failed("address", "dead"), hi)).toMatch(/^नहीं गया: /);
});
