import { day } from "@cfa/values/local-date";
import { describe, expect, test } from "vitest";

import { wordsOf } from "../words/words.ts";
import { findTimes } from "./find-period.ts";

/** A Wednesday in the third quarter of 2026-27. */
const today = day("2026-12-02");

/** The times a question names: "from..to", "<= day", "a..b or c..d". */
function times(question: string, isAhead = false): string[] {
  return findTimes(wordsOf(question), { today, isAhead }).map((time) => {
    if (time.kind === "until") return `<= ${time.day}`;
    const periods = time.kind === "unclear" ? time.choices : [time.period];
    return periods.map(({ from, to }) => (from === to ? from : `${from}..${to}`)).join(" or ");
  });
}

describe("days near today", () => {
  test.for([
    ["collection today", "2026-12-02"],
    ["Aaj kitna collection aaya?", "2026-12-02"],
    ["आज बैंक में कितना है", "2026-12-02"],
    ["Day book for yesterday", "2026-12-01"],
    ["day before yesterday ka collection", "2026-11-30"],
    ["parso kitna aaya", "2026-11-30"],
    ["kal kitna aaya", "2026-12-01"],
    ["3 days ago", "2026-11-29"],
    ["do mahine pehle", "2026-10-02"],
  ])("%s", ([question, period]) => expect(times(question!)).toEqual([period]));

  test("one Hindi word is yesterday of what has been and tomorrow of what is to come", () => {
    expect(times("kal kitna aayega", true)).toEqual(["2026-12-03"]);
    expect(times("परसों", true)).toEqual(["2026-12-04"]);
  });
});

describe("weeks, months, quarters and years", () => {
  test.for([
    ["this week", "2026-11-30..2026-12-06"],
    ["How much did we collect last week?", "2026-11-23..2026-11-29"],
    ["Agle hafte kitna aayega", "2026-12-07..2026-12-13"],
    ["Pichle mahine kitni sale hui?", "2026-11-01..2026-11-30"],
    ["is mahine", "2026-12-01..2026-12-31"],
    ["पिछले महीने की बिक्री", "2026-11-01..2026-11-30"],
    ["this quarter", "2026-10-01..2026-12-31"],
    ["last quarter", "2026-07-01..2026-09-30"],
    ["this calendar quarter", "2026-10-01..2026-12-31"],
    ["this year", "2026-04-01..2027-03-31"],
    ["is saal", "2026-04-01..2027-03-31"],
    ["last financial year", "2025-04-01..2026-03-31"],
    ["last calendar year", "2025-01-01..2025-12-31"],
    ["this FY", "2026-04-01..2027-03-31"],
    ["FY 2025-26 ka profit", "2025-04-01..2026-03-31"],
    ["FY26", "2025-04-01..2026-03-31"],
    ["sales 2025-26", "2025-04-01..2026-03-31"],
    ["Q1", "2026-04-01..2026-06-30"],
    ["q4", "2026-01-01..2026-03-31"],
    ["q2 of fy 2025-26", "2025-07-01..2025-09-30"],
    ["calendar q1 2026", "2026-01-01..2026-03-31"],
    ["H1 sales", "2026-04-01..2026-09-30"],
  ])("%s", ([question, period]) => expect(times(question!)).toEqual([period]));
});

describe("so many of them", () => {
  test.for([
    ["last 3 months", "2026-09-03..2026-12-02"],
    ["over the last seven days", "2026-11-26..2026-12-02"],
    ["pichle das din", "2026-11-23..2026-12-02"],
    ["next 30 days", "2026-12-03..2027-01-01"],
    ["agle do hafte", "2026-12-03..2026-12-16"],
    ["last 2 quarters", "2026-04-01..2026-09-30"],
    ["last two years", "2024-04-01..2026-03-31"],
  ])("%s", ([question, period]) => expect(times(question!)).toEqual([period]));
});

describe("months and days by name", () => {
  test.for([
    ["sales in March", "2026-03-01..2026-03-31"],
    ["GST payable for december", "2026-12-01..2026-12-31"],
    ["may mein kitni sale", "2026-05-01..2026-05-31"],
    ["March 2025", "2025-03-01..2025-03-31"],
    ["mar-25 sales", "2025-03-01..2025-03-31"],
    ["मार्च की बिक्री", "2026-03-01..2026-03-31"],
    ["on 5 May", "2026-05-05"],
    ["25th december", "2025-12-25"],
    ["march 31 2026", "2026-03-31"],
    ["5-11-2026 ki sale", "2026-11-05"],
    ["05.11.26", "2026-11-05"],
    ["2026-11-05", "2026-11-05"],
  ])("%s", ([question, period]) => expect(times(question!)).toEqual([period]));

  test("are the next ones of what is to come", () => {
    expect(times("march", true)).toEqual(["2027-03-01..2027-03-31"]);
    expect(times("25 december", true)).toEqual(["2026-12-25"]);
  });

  test("there is no 31 June, and a verb is no month", () => {
    expect(times("31 june 2026")).toEqual(["2026-06-01..2026-06-30"]);
    expect(times("May I know what they owe?")).toEqual([]);
  });
});

describe("from, to and until", () => {
  test.for([
    ["from 1 April to 30 June", "2026-04-01..2026-06-30"],
    ["between april and june", "2026-04-01..2026-06-30"],
    ["1 april se 30 june tak", "2026-04-01..2026-06-30"],
    ["receipts from last month", "2026-11-01..2026-11-30"],
    ["since last month", "2026-11-01..2026-12-02"],
    ["since 1 october", "2026-10-01..2026-12-02"],
    ["october se ab", "2026-10-01..2026-12-02"],
    ["total debtors as on 31 March", "<= 2026-03-31"],
    ["31 march tak kitna baaki tha", "<= 2026-03-31"],
    ["till last month", "<= 2026-11-30"],
    ["due by month end", "<= 2026-12-31"],
    ["by end of this quarter", "<= 2026-12-31"],
    ["३१ मार्च तक", "<= 2026-03-31"],
  ])("%s", ([question, period]) => expect(times(question!)).toEqual([period]));
});

test("a day with nothing but numbers may be that day, or what has been since", () => {
  expect(times("Sales from 4/5")).toEqual(["2026-05-04 or 2026-05-04..2026-12-02"]);
  expect(times("sales on 31/12/2025")).toEqual(["2025-12-31"]);
});

test("two are named where two are compared", () => {
  expect(times("compare this month with last month")).toEqual([
    "2026-12-01..2026-12-31",
    "2026-11-01..2026-11-30",
  ]);
  expect(times("sales in march and april")).toEqual(["2026-03-01..2026-03-31", "2026-04-01..2026-04-30"]);
});

test.for(["Who owes me the most?", "bill 2026", "top 5 customers", "do we make money", "voucher 25-26/001"])(
  "no time is named: %s",
  (question) => expect(times(question)).toEqual([]),
);
