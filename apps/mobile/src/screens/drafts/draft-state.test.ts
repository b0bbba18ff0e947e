import type { Draft } from "@cfa/contract/drafts";
import { DRAFT_OUTCOME_CODES } from "@cfa/contract/draft-voucher";
import { expect, it } from "vitest";

import { en } from "../../locale/en";
import { hi } from "../../locale/hi";
import { outcomeText, stateOf } from "./draft-state";

const became = {
  voucherId: "vch_x",
  number: "17",
  date: "2026-04-15",
  state: "posted",
  differs: false,
} as const;
const draft = (changes: Partial<Draft>) =>
  ({ state: "drafted", mode: null, became: null, ...changes }) as Draft;

it("a file is to be imported until the next sync shows its voucher", () => {
  expect(stateOf(draft({ state: "accepted", mode: "file" })).key).toBe("file");
  expect(stateOf(draft({ state: "accepted", mode: "file", became }))).toEqual({
    key: "written",
    kind: "good",
  });
});

it("an optional voucher is called optional until somebody makes it count", () => {
  expect(stateOf(draft({ state: "written", mode: "optional" })).key).toBe("optional");
  expect(stateOf(draft({ state: "written", mode: "optional", became })).key).toBe("written");
});

it("a voucher that somebody has changed is not shown as well", () => {
  expect(
    stateOf(draft({ state: "written", mode: "posted", became: { ...became, differs: true } })).kind,
  ).toBe("warn");
});

it("every outcome has its sentence in both languages, and what to do unless all is well", () => {
  for (const words of [en, hi]) {
    for (const code of DRAFT_OUTCOME_CODES) {
      const text = outcomeText({ code, message: "", fix: "" }, words);
      const isWell = code === "written" || code === "found";
      expect([code, text === words.drafts.outcomes[code]]).toEqual([code, isWell]);
    }
  }
});

it("Tally's own words are shown as they are", () => {
  const outcome = {
    code: "ledger-missing",
    message: "",
    fix: "",
    words: "Ledger 'X' does not exist!",
  } as const;
  expect(outcomeText(outcome, en)).toContain("Tally says: Ledger 'X' does not exist!");
});
