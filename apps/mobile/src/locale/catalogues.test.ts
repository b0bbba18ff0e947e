import { describe, expect, it } from "vitest";

import { en } from "./en";
import { hi } from "./hi";
import { AGENT_NAMES } from "./agent-names/words";
import { AGENT_RELEASE_WORDS } from "./agent-release/words";
import { COMPANY_DATA_WORDS } from "./company-data/words";
import { OFFER_REGISTER_WORDS } from "./offer-register/words";
import { OFFER_RESULT_WORDS } from "./offer-results/words";
import { MY_ALERT_WORDS } from "./my-alerts/words";
import { OFFER_SETTING_WORDS } from "./offer-settings/words";
import { CHANNEL_WORDS } from "./channels/words";
import { CONSENT_WORDS } from "./consent/words";
import { DPDP_NOTICE } from "./dpdp-notice/words";
import { GATEWAY_WORDS } from "./gateway/words";
import { NUDGE_CODES } from "./nudge-codes/words";
import { NUDGE_NAMES } from "./nudge-names/words";
import { NUDGE_SETTING_WORDS } from "./nudge-settings/words";
import { NUDGE_WORDS } from "./nudges/words";
import { OVERDUE_WORDS } from "./offers-overdue/words";
import { OFFER_WORDS } from "./offers/words";
import { TEMPLATE_WORDS } from "./templates/words";
import { PAY_DETAIL_WORDS } from "./pay-details/words";
import { PARTY_WRITING_WORDS } from "./party-writing/words";
import { REPLY_WORDS } from "./replies/words";

/** Every sentence of a catalogue with its place; what takes a number or a text is called with one. */
function sentences(part: unknown, place: string): [string, string][] {
  if (typeof part === "string") return [[place, part]];
  if (typeof part === "function")
    return [[place, String((part as (a: unknown, b: unknown) => unknown)(2, "x"))]];
  return Object.entries(part as object).flatMap(([name, inner]) => sentences(inner, `${place}.${name}`));
}

// Names and signs that are the same in both languages.
const SHARED = new Set([
  ".app.name",
  ".party.gstin",
  ".sync.tally",
  ".bill.voucherNumber",
  ".start.connect.steps.settings",
]);

const CATALOGUES = [
  { of: "the app", spoken: { en, hi } },
  { of: "the agent's names", spoken: AGENT_NAMES },
  { of: "the agent's download", spoken: AGENT_RELEASE_WORDS },
  { of: "a company's data", spoken: COMPANY_DATA_WORDS },
  { of: "the discount register", spoken: OFFER_REGISTER_WORDS },
  { of: "offers' results", spoken: OFFER_RESULT_WORDS },
  { of: "offers' settings", spoken: OFFER_SETTING_WORDS },
  { of: "what one is told", spoken: MY_ALERT_WORDS },
  { of: "gateway", spoken: GATEWAY_WORDS },
  { of: "channels", spoken: CHANNEL_WORDS },
  { of: "consent", spoken: CONSENT_WORDS },
  { of: "the notice on personal data", spoken: DPDP_NOTICE },
  { of: "messages' codes", spoken: NUDGE_CODES },
  { of: "messages' names", spoken: NUDGE_NAMES },
  { of: "reminders' settings", spoken: NUDGE_SETTING_WORDS },
  { of: "messages to customers", spoken: NUDGE_WORDS },
  { of: "offers", spoken: OFFER_WORDS },
  { of: "overdue bills", spoken: OVERDUE_WORDS },
  { of: "texts of messages", spoken: TEMPLATE_WORDS },
  { of: "how a customer is written to", spoken: PARTY_WRITING_WORDS },
  { of: "pay details", spoken: PAY_DETAIL_WORDS },
  { of: "customers' answers", spoken: REPLY_WORDS },
];

describe.each(CATALOGUES)("the Hindi catalogue of $of", ({ spoken }) => {
  const english = new Map(sentences(spoken.en, ""));
  const hindi = new Map(sentences(spoken.hi, ""));

  it("has every sentence the English one has, and no other", () => {
    expect([...hindi.keys()]).toEqual([...english.keys()]);
  });

  it("says everything in Devanagari", () => {
    const untranslated = [...hindi].filter(
      ([place, text]) =>
        !SHARED.has(place) && !/^\.ageing\.buckets\.\d/.test(place) && !/[\u0900-\u097F]/.test(text),
    );
    expect(untranslated).toEqual([]);
  });
});

describe("the Hindi catalogue", () => {
  it("keeps what is filled in", () => {
    expect(hi.side.customers(123456)).toBe("1,23,456 ग्राहक");
    expect(hi.freshness.dataTo("30-09-2026")).toContain("30-09-2026");
  });
});

describe("the English catalogue", () => {
  it("counts one as one", () => {
    expect(en.common.bills(1)).toBe("1 bill");
    expect(en.common.bills(0)).toBe("0 bills");
    expect(en.freshness.quarantined(1)).toBe("1 entry set aside");
    expect(en.freshness.queued(1)).toBe("1 record received, working out the books");
    expect(en.freshness.running(12_345)).toBe("Reading Tally: 12,345 records so far");
    expect(en.start.first.records(1)).toBe("1 record so far");
    expect(en.sync.vouchers(1)).toBe("1 voucher");
    expect(en.upload.records(1)).toBe("1 record");
    expect(en.exceptions.what.noDueDate(1)).toBe(
      "Nothing says when 1 bill is due, so it counts from its own day",
    );
    expect([en.tds.oldest(1, "01-05-2026"), en.tds.oldest(2, "01-05-2026")]).toEqual([
      "1 bill of 01-05-2026",
      "2 bills, oldest 01-05-2026",
    ]);
  });
});

describe("the Hindi catalogue", () => {
  it("counts one and several", () => {
    expect(hi.upload.records(1)).toBe("1 प्रविष्टि");
    expect(hi.freshness.quarantined(1)).toBe("1 प्रविष्टि अलग रखी गई");
    expect(hi.freshness.quarantined(2)).toBe("2 प्रविष्टियाँ अलग रखी गईं");
    expect(hi.sync.absentSure(1)).toContain("1 प्रविष्टि खातों से हटेगी।");
    expect(hi.party.tdsLearned(1, "01-05-2026")).toBe("01-05-2026 से 1 बिल से सीखा गया");
    expect(hi.exceptions.what.noDueDate(1)).toContain("1 बिल कब देय है,");
  });
});
