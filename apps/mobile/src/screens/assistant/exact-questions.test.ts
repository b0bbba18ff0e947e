import { AskedQueries } from "@cfa/contract/assistant-query";
import { expect, test } from "vitest";

import { assistantEn } from "../../locale/assistant/en";
import { questionBehind, questionsOfParty } from "./exact-questions";

const words = assistantEn.exact;
const id = (kind: string): string => `${kind}_${"a".repeat(26)}`;
const measures = (sides: ("receivable" | "payable")[]): string[] =>
  questionsOfParty({ partyId: id("pty"), name: "Ram & Sons", sides }, words).map(
    ({ choice }) => choice?.queries[0]?.measure ?? "",
  );

test("what is pressed is a query that the server takes, by its id", () => {
  const questions = [
    ...questionsOfParty({ partyId: id("pty"), name: "Ram", sides: ["receivable", "payable"] }, words),
    questionBehind({ kind: "voucher", value: id("vch"), name: "S1" }, words),
    questionBehind({ kind: "ledger", value: id("led"), name: "Cash" }, words),
  ];
  for (const question of questions) {
    expect(question?.text).toMatch(/Ram|S1|Cash/);
    expect(AskedQueries.safeParse(question?.choice).success).toBe(true);
  }
});

test("a customer is asked about as one, a supplier as one, and who is both as both", () => {
  expect(measures(["receivable"])).toEqual([
    "receivable",
    "last-receipt",
    "days-to-pay",
    "sales",
    "ledger-statement",
  ]);
  expect(measures(["payable"])).toEqual(["payable", "last-payment", "purchases", "ledger-statement"]);
  expect(measures(["receivable", "payable"]).length).toBe(8);
});

test("what has a page of its own is not asked for", () => {
  expect(questionBehind({ kind: "party", value: id("pty"), name: "Ram" }, words)).toBeNull();
  expect(questionBehind({ kind: "text", value: "Ram" }, words)).toBeNull();
});
