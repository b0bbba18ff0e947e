import type { AnswerResult, Cell } from "@cfa/contract/assistant-answer";
import { TypedQuery } from "@cfa/contract/assistant-query";
import { describe, expect, test } from "vitest";

import { withCalculation } from "./calculate.ts";
import { draftText } from "./draft-text.ts";
import { numbersOutside } from "./numbers-outside.ts";
import { sayAnswer } from "./say-answer.ts";
import { titleOf } from "./title.ts";
import { answerWords } from "./words.ts";
import { WORDS_EN } from "./words-en.ts";
import { WORDS_HI } from "./words-hi.ts";

const money = (value: string): Cell => ({ kind: "money", value, side: null });
const party = (name: string): Cell => ({ kind: "party", value: "pty_aaaaaaaaaaaaaaaaaaaaaaaaaa", name });

function result(of: Partial<AnswerResult> = {}): AnswerResult {
  return {
    query: TypedQuery.parse({ measure: "receivable", groupBy: "party", limit: 2 }),
    title: "What customers owe · on 15-04-2026",
    definition: "Open bills less unapplied money.",
    figures: [
      { name: "outstanding", label: "outstanding", cell: money("9000000") },
      { name: "unapplied", label: "unapplied money", cell: money("2000000") },
    ],
    compared: [],
    columns: [
      { name: "party", label: "party" },
      { name: "amount", label: "amount" },
    ],
    rows: [
      [party("Ram & Sons"), money("6000000")],
      [party("7 Hills 24x7"), money("1500050")],
    ],
    rowCount: 5,
    vouchers: [],
    chart: null,
    period: null,
    asOf: "2026-04-15",
    caveats: [{ code: "unapplied", text: "₹20,000.00 of unapplied money is taken off." }],
    ...of,
  };
}

describe("an answer in words", () => {
  test("has the figure, what stands beside it, the rows and what to know", () => {
    expect(sayAnswer([result()], null, "en")).toBe(
      [
        "What customers owe · on 15-04-2026: ₹90,000.00.",
        "unapplied money: ₹20,000.00.",
        "1. Ram & Sons: ₹60,000.00",
        "2. 7 Hills 24x7: ₹15,000.50",
        "5 rows in all.",
        "₹20,000.00 of unapplied money is taken off.",
      ].join("\n"),
    );
  });

  test("says that there is none", () => {
    const figures = [{ name: "outstanding", label: "outstanding", cell: money("0") }];
    const none = result({ figures, rows: [], rowCount: 0, caveats: [] });
    expect(sayAnswer([none], null, "en")).toBe("What customers owe · on 15-04-2026: none.");
    expect(sayAnswer([none], null, "hi")).toContain("कुछ नहीं");
  });

  test("a share is of the rows that are shown, a difference of two figures", () => {
    const words = answerWords("en");
    const share = withCalculation([result()], "share", words);
    expect(share[0]?.figures.at(-1)?.cell).toEqual({ kind: "percent", value: 8333 });
    expect(sayAnswer(share, "share", "en")).toContain("Share: 83.33 %.");
    const other = result({
      figures: [{ name: "outstanding", label: "outstanding", cell: money("9500000") }],
    });
    const difference = withCalculation([result(), other], "difference", words);
    expect(sayAnswer(difference, "difference", "en")).toContain("Difference: −₹5,000.00.");
    expect(numbersOutside(sayAnswer(difference, "difference", "en"), difference)).toEqual([]);
  });

  test("the title says what was asked of, in either language", () => {
    const query = TypedQuery.parse({
      measure: "overdue-receivable",
      above: "1000000",
      moreThanDays: 60,
      groupBy: "party",
      thenBy: "age",
      order: "most",
    });
    const of = { query, names: [], without: ["Ram & Sons"], period: null, asOf: "2026-04-15" };
    expect(titleOf(of, WORDS_EN)).toBe(
      "Overdue from customers · without Ram & Sons · overdue by more than 60 days · more than ₹10,000.00 · by party, days overdue · most first · on 15-04-2026",
    );
    expect(titleOf(of, WORDS_HI)).toContain("60 दिन से ज़्यादा ओवरड्यू");
  });
});

const outside = (text: string) => numbersOutside(text, [result()]);

test("a draft names its bills, their sum and money that no bill has taken", () => {
  const bill: Cell = { kind: "bill", value: "bil_aaaaaaaaaaaaaaaaaaaaaaaaaa", name: "INV-1" };
  const draft = result({
    figures: ["total", "overdue", "unapplied"].map((name) => ({ name, label: name, cell: money("6000000") })),
    rows: [[bill, money("6000000"), { kind: "day", value: "2026-02-09" }, { kind: "days", value: 65 }]],
  });
  const text = draftText(draft, { party: "Ram & Sons", language: "en" });
  expect(text).toContain("Dear Ram & Sons,\nthese bills are past their due date as of 15-04-2026:");
  expect(text).toContain("INV-1: ₹60,000.00, due 09-02-2026\nTotal: ₹60,000.00.");
  expect(numbersOutside(text, [draft])).toEqual([]);
  const hindi = draftText(draft, { party: "Ram & Sons", language: "hi" });
  expect(hindi).toContain("INV-1: ₹60,000.00, देय 09-02-2026");
  expect(draftText(result({ rows: [] }), { party: "Ram & Sons", language: "en" })).toBe(
    "There is no open bill of Ram & Sons on 15-04-2026.",
  );
});

describe("numbers of a text that are in no result", () => {
  test("there are none in the values, however they are written, nor in names and titles", () => {
    for (const text of [
      "₹90,000.00, about ₹90,000; overdue since 15-04-2026",
      "₹ 90,000 of Ram & Sons and 7 Hills 24x7",
      "₹९०,००० लेना है, 5 में से 2 दिखाए",
    ])
      expect(outside(text), text).toEqual([]);
  });

  test("an invented sum, share, count, day or unit is one", () => {
    expect(outside("₹91,000.00")).toEqual(["₹91000"]);
    expect(outside("₹९१,०००")).toEqual(["₹91000"]);
    expect(outside("83 % of it")).toEqual(["83%"]);
    expect(outside("12 customers")).toEqual(["12"]);
    expect(outside("on 16-04-2026")).toEqual(["16-04-2026"]);
    expect(outside("₹90,000 lakh")).toEqual(["₹90000lakh"]);
  });

  test("a name of digits hides no part of a number", () => {
    const named = result({ rows: [[party("9"), money("100")]] });
    expect(numbersOutside("₹9,10,000 and 9", [named])).toEqual(["₹910000"]);
  });
});

const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).toSorted(byText);

describe("the words", () => {
  test("Hindi has all that English has, in Devanagari and with the same places", () => {
    for (const part of ["names", "codes", "caveats", "say"] as const) {
      const [english, hindi] = [flat(WORDS_EN[part]), flat(WORDS_HI[part])];
      expect(Object.keys(hindi ?? {}).toSorted(byText)).toEqual(Object.keys(english ?? {}).toSorted(byText));
      for (const [key, text] of Object.entries(english ?? {})) {
        expect(places(hindi?.[key] ?? ""), key).toEqual(places(text));
        if (/[A-Za-z]/.test(text.replace(/\{\w+\}/g, "")))
          expect(hindi?.[key], key).toMatch(/[\u0900-\u097F]/);
      }
    }
    for (const { title, how } of Object.values(WORDS_HI.measures)) {
      expect(`${title} ${how}`).toMatch(/[\u0900-\u097F]/);
    }
  });
});

/** Texts by their keys, those below a key too. */
function flat(texts: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]: [string, string | object]) =>
      typeof text === "string"
        ? [[key, text]]
        : Object.entries(flat(text)).map(([below, each]) => [`${key}.${below}`, each]),
    ),
  );
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
