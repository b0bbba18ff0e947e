import { addDays } from "@cfa/values/local-date";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { PlannedBill } from "../facts.ts";
import { KINDS, STAGES_OF, WAYS } from "../kinds.ts";
import type { TemplateFact } from "../rules.ts";
import { registered, RULES, TEMPLATES, TODAY } from "../test-rules.ts";
import { fill, LINK_PLACE, withLink, type Said } from "./fill.ts";
import { preflight } from "./preflight.ts";
import { shippedTemplate } from "./shipped.ts";

const LINK = "https://pay.example.in/n/abcdefghijklmnopqrstuv";
const bill = (name: string, amount = 1_234_50n): PlannedBill => ({
  bill: { guid: "g", billKey: name, billDate: addDays(TODAY, -40) },
  name,
  dueDate: addDays(TODAY, -7),
  amount,
  stage: null,
});
const said = (changes: Partial<Said> = {}): Said => ({
  party: "Sharma Traders",
  bills: [bill("INV/26-27/0042")],
  amount: 1_234_50n,
  day: TODAY,
  offer: { pay: 1_200_00n, off: 34_50n, until: addDays(TODAY, 5) },
  ...changes,
});
const codesOf = (template: TemplateFact, what: Said = said(), rules = RULES) =>
  preflight(fill(template, what, rules), template, rules).map(({ code, name }) =>
    name === null ? code : `${code} ${name}`,
  );
const sms = registered("reminder", "after-7", { way: "sms", language: "en" });
const whatsapp = registered("reminder", "after-7", { way: "whatsapp", language: "hi" });

/** Names, numbers and sums as no form would take them, and as Tally does. */
const NASTY = [
  "",
  " ",
  "\t\n",
  "{{amount}}",
  "{{link}} {#var#}",
  "$& $1 $$",
  "M/s. R.K. & Sons (Pvt.) Ltd.",
  "श्री गणेश ट्रेडर्स",
  "क्ष‍त्रिय\u200d\u200c",
  "\u200d\u200c",
  "\u202eevil\u202c",
  "\u0000\u0007bell",
  "\ud800half",
  "a\u0301e\u0301",
  "👨‍👩‍👧‍👦 family store",
  "ＦＵＬＬ－ＷＩＤＴＨ１２",
  "https://evil.example/pay",
  "DISCOUNT OFFER FREE",
  "x".repeat(500),
  "नमस्ते ".repeat(60),
  "a     b",
  "line\u2028break\u2029",
  "INV/2026-27/000123",
  "००१२",
  "--//--",
  "<script>alert(1)</script>",
  "'; drop table nudge; --",
  "\u{e000}\u{10ffff}\u{fdd0}",
];

/** What a registered SMS may be, told by the template alone: its own letters, and in each place what the tag allows. */
function registeredShape({ body, variables }: TemplateFact): RegExp {
  const tags = new Map<string, string>(variables.map(({ name, tag }) => [name, tag]));
  const allowed: Record<string, string> = {
    numeric: "\\d+",
    alphanumeric: "[A-Za-z0-9 ]{1,40}",
    url: "https:\\/\\/pay\\.example\\.in\\/[A-Za-z0-9_/-]+",
  };
  const parts = body.split(/(\{\{[a-zA-Z]+\}\})/).map((part) => {
    const name = /^\{\{([a-zA-Z]+)\}\}$/.exec(part)?.[1];
    if (name === undefined) return part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
    return name === "brand" ? RULES.brand : (allowed[tags.get(name) ?? ""] ?? "(?!)");
  });
  return new RegExp(`^${parts.join("")}$`, "u");
}

const text = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: "binary", maxLength: 120 }),
  fc.string({ unit: "grapheme", maxLength: 120 }),
);
const sum = fc.bigInt({ min: 100_00n, max: 10_000_000_000_00n });

describe("every message that would go out fits its registered template", () => {
  const nasty = fc.record({
    party: text,
    bills: fc.array(fc.record({ name: text, amount: sum }), { minLength: 1, maxLength: 25 }),
    pay: sum,
    off: fc.bigInt({ min: 1_00n, max: 100_000_00n }),
  });

  test.for(WAYS)("500 nasty names, sums and bill numbers, by %s", (way) => {
    const templates = TEMPLATES.filter((each) => each.way === way);
    fc.assert(
      fc.property(nasty, fc.nat(templates.length - 1), ({ party, bills, pay, off }, at) => {
        const template = templates[at] as TemplateFact;
        const rendered = fill(
          template,
          said({
            party,
            bills: bills.map(({ name, amount }) => bill(name, amount)),
            amount: bills.reduce((total, { amount }) => total + amount, 0n),
            offer: { pay, off, until: addDays(TODAY, 5) },
          }),
          RULES,
        );
        expect(preflight(rendered, template, RULES)).toEqual([]);
        const { body, values } = withLink(rendered, LINK);
        expect(body).not.toContain(LINK_PLACE);
        expect(values.map(({ name }) => name)).toEqual(template.variables.map(({ name }) => name));
        if (way === "sms") expect(body).toMatch(registeredShape(template));
        if (way === "whatsapp") {
          for (const { name, text } of values) {
            expect(text).not.toMatch(/[\n\r\t\u202a-\u202e\u2066-\u2069]| {4}/);
            if (name !== "link") expect(text.length).toBeLessThanOrEqual(60);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test("each of the nasty ones alone, in every template", () => {
    for (const template of TEMPLATES) {
      for (const name of NASTY)
        expect(codesOf(template, said({ party: name, bills: [bill(name)] }))).toEqual([]);
    }
  });
});

describe("what is shipped", () => {
  test("is as it should be for every kind, stage, way and language", () => {
    const count = KINDS.flatMap((kind) => STAGES_OF[kind]).length;
    expect(TEMPLATES).toHaveLength(count * WAYS.length * 2);
    for (const template of TEMPLATES) expect(codesOf(template)).toEqual([]);
  });

  test("a text on WhatsApp neither begins nor ends with a variable, which Meta refuses", () => {
    for (const { body, way } of TEMPLATES) {
      if (way === "whatsapp") expect(body.replace("{{brand}}", "B")).not.toMatch(/^\{\{|\}\}$/);
    }
  });

  test("an SMS in English keeps to the alphabet of a text message: two units at most", () => {
    for (const template of TEMPLATES) {
      if (template.way === "sms" && template.language === "en") {
        expect(fill(template, said(), RULES).units).toBeLessThanOrEqual(2);
      }
    }
  });

  test("an SMS has room for the longest brand, bill, sum and link that are likely, in both languages", () => {
    const long = {
      ...RULES,
      brand: "Sri Venkateswara Iron & Steels",
      linkHost: "payments.accounts.example.in",
    };
    const bills = [bill("X".repeat(40)), { ...bill("Y"), dueDate: TODAY }];
    for (const template of TEMPLATES) {
      if (template.way !== "sms") continue;
      expect([template.stage, codesOf(template, said({ bills, amount: 99_99_99_999_00n }), long)]).toEqual([
        template.stage,
        [],
      ]);
    }
  });

  test("is not sent on WhatsApp or by SMS before somebody has registered it", () => {
    expect(codesOf(shippedTemplate("reminder", "due", { way: "whatsapp", language: "en" }))).toContain(
      "no-template",
    );
    expect(codesOf(shippedTemplate("reminder", "due", { way: "sms", language: "en" }))).toContain(
      "no-template",
    );
    expect(codesOf(shippedTemplate("reminder", "due", { way: "email", language: "hi" }))).toEqual([]);
  });
});

describe("a message reads", () => {
  test("as an SMS with whole rupees, the bill's letters and digits, and the day of its stage", () => {
    expect(withLink(fill(sms, said(), RULES), LINK).body).toBe(
      `Mehta Steel: Rs 1234 for INV26270042 is overdue by up to 7 days. If you have paid or something is wrong, tell us: ${LINK}`,
    );
  });

  test("on WhatsApp with the sum as people read it and as many bills as fit", () => {
    const bills = [
      bill("A-1"),
      bill("A-2"),
      ...Array.from({ length: 18 }, (_, at) => bill(`बिल-2026/${at}`)),
    ];
    const { values } = fill(whatsapp, said({ bills }), RULES);
    expect(values.find(({ name }) => name === "amount")?.text).toBe("₹1,234.50");
    expect(values.find(({ name }) => name === "bills")?.text).toBe(
      "A-1, A-2, बिल-2026/0, बिल-2026/1, बिल-2026/2 और 15 अन्य",
    );
  });

  test("of several bills at once without claiming of one what holds for another", () => {
    const due = { ...bill("B"), dueDate: addDays(TODAY, 2) };
    const { body } = fill(
      registered("reminder", "due", { way: "sms", language: "hi" }),
      said({ bills: [bill("A"), due] }),
      RULES,
    );
    expect(body).toContain("देय तिथि 25 Nov 2026 onwards है");
    expect(fill(sms, said({ bills: [due, bill("A")] }), RULES).body).toContain("overdue by up to 7 days");
    const mail = registered("reminder", "due", { way: "email", language: "hi" });
    expect(fill(mail, said({ bills: [bill("A"), due] }), RULES).subject).toContain("25 नव 2026 से");
  });

  test("in mail with a line for each bill, ten at most", () => {
    const mail = registered("reminder", "due", { way: "email", language: "en" });
    const bills = Array.from({ length: 12 }, (_, at) => bill(`B${at}`));
    const { body, subject } = fill(mail, said({ bills, amount: 14_814_00n }), RULES);
    expect(subject).toBe("Mehta Steel: ₹14,814 is due 25 Nov 2026");
    expect(body).toContain("B9, due 25 Nov 2026: ₹1,234.50\nand 2 more\n\nTogether: ₹14,814");
    expect(body).not.toContain("B10");
  });
});

describe("what is refused", () => {
  test("a template that is paused, in another category, or not registered in full", () => {
    expect(codesOf({ ...whatsapp, state: "paused" })).toEqual(["template-paused"]);
    expect(codesOf({ ...whatsapp, state: "recategorised" })).toEqual(["wrong-category"]);
    expect(codesOf({ ...whatsapp, category: "marketing" })).toEqual(["wrong-category"]);
    expect(codesOf({ ...whatsapp, providerName: " " })).toEqual(["no-template"]);
    expect(codesOf({ ...sms, dlt: null })).toEqual(["no-dlt"]);
    expect(codesOf({ ...sms, dlt: { entity: "1", header: "", template: "2" } })).toEqual(["no-dlt"]);
    expect(codesOf({ ...sms, flow: null })).toEqual(["no-template"]);
  });

  test("an offer in a template for services, and advertising in one about a bill", () => {
    const offer = registered("offer", "offered", { way: "whatsapp", language: "en" });
    expect(codesOf({ ...offer, category: "utility" })).toEqual(["wrong-category"]);
    expect(codesOf({ ...whatsapp, body: `${whatsapp.body} 5% discount today` })).toEqual([
      "promotional-words",
    ]);
    expect(codesOf({ ...whatsapp, body: `${whatsapp.body} विशेष छूट` })).toEqual(["promotional-words"]);
    // The word in a bill's number or in another word is no advertising.
    expect(codesOf(whatsapp, said({ bills: [bill("OFFER 12")] }))).toEqual([]);
    expect(codesOf({ ...whatsapp, body: `${whatsapp.body} freehold` })).toEqual([]);
  });

  test("a value that its tag does not allow", () => {
    const tagged = (name: "amount" | "bill" | "party", tag: "numeric" | "alphanumeric") => ({
      ...sms,
      variables: [{ name, tag } as const, ...sms.variables.filter((each) => each.name !== name)],
    });
    expect(codesOf(tagged("party", "alphanumeric"))).toEqual(["alphanumeric party"]);
    expect(codesOf(tagged("bill", "numeric"))).toEqual(["numeric bill"]);
    const { values, ...rest } = fill(sms, said(), RULES);
    const long = {
      ...rest,
      values: values.map((each) => ({ ...each, text: each.name === "bills" ? "A".repeat(41) : each.text })),
    };
    expect(preflight(long, sms, RULES)).toEqual([{ code: "too-long", name: "bills" }]);
    const evil = withLink(fill(sms, said(), RULES), "https://pay.example.in.evil.example/x");
    expect(preflight(evil, sms, RULES)).toEqual([{ code: "url-host", name: "link" }]);
    const upi = withLink(fill(sms, said(), RULES), "upi://pay?pa=x@y");
    expect(preflight(upi, sms, RULES)).toEqual([{ code: "url-host", name: "link" }]);
  });

  test("a message without a brand, without a link's host, or of four units", () => {
    expect(codesOf(sms, said(), { ...RULES, brand: " " })).toEqual(["no-brand"]);
    expect(codesOf(sms, said(), { ...RULES, linkHost: "" })).toEqual(["url-host link"]);
    expect(codesOf({ ...sms, body: `${sms.body} ${"é".repeat(400)}` })).toEqual(["units"]);
    expect(codesOf({ ...sms, body: `${sms.body}${"क".repeat(120)}` })).toEqual(["units"]);
  });

  test("a variable with nothing to say", () => {
    const offer = registered("offer", "offered", { way: "sms", language: "en" });
    expect(codesOf(offer, said({ offer: null }))).toEqual(
      ["empty until", "empty pay", "empty off"].toSorted((a, b) => order(offer, a) - order(offer, b)),
    );
  });
});

function order({ variables }: TemplateFact, code: string): number {
  return variables.findIndex(({ name }) => code.endsWith(` ${name}`));
}
