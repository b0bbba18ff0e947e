import type { TableQuestion } from "@cfa/contract/uploads";
import { describe, expect, it } from "vitest";

import { draftOf, mappingOf, withMeaning } from "./mapping-draft";

const QUESTION: TableQuestion = {
  columns: ["Date", "No", "Party", "Pending"].map((title) => ({ title, samples: [] })),
  guess: {
    kind: "receivable",
    columns: { date: 0, party: 2, amount: 3 },
    dateOrder: null,
    asOf: "2026-04-30",
  },
  missing: ["columns"],
};

describe("what a person says about a table", () => {
  it("begins with our guess, and saying yes is enough", () => {
    const draft = draftOf(QUESTION);
    expect(draft).toMatchObject({ meanings: ["date", null, "party", "amount"], asOf: "30-04-2026" });
    expect(mappingOf(draft, QUESTION)).toEqual({
      mapping: {
        kind: "receivable",
        columns: { date: 0, party: 2, amount: 3 },
        dateOrder: null,
        asOf: "2026-04-30",
      },
    });
  });

  it("a meaning moves from one column to another", () => {
    const moved = withMeaning(draftOf(QUESTION), 1, "amount");
    expect(moved.meanings).toEqual(["date", "amount", "party", null]);
    expect(mappingOf(withMeaning(moved, 1, null), QUESTION)).toEqual({ fault: "amount" });
  });

  it("must say the kind, the day of a list, and the order of days where it is asked", () => {
    const draft = draftOf(QUESTION);
    expect(mappingOf({ ...draft, kind: null }, QUESTION)).toEqual({ fault: "kind" });
    expect(mappingOf({ ...draft, asOf: "31-02-2026" }, QUESTION)).toEqual({ fault: "asOf" });
    expect(mappingOf({ ...draft, kind: "sales", asOf: "" }, QUESTION)).toMatchObject({
      mapping: { asOf: null },
    });
    const asked: TableQuestion = { ...QUESTION, missing: ["date-order"] };
    expect(mappingOf(draft, asked)).toEqual({ fault: "dateOrder" });
    expect(mappingOf({ ...draft, dateOrder: "month-first" }, asked)).toMatchObject({
      mapping: { dateOrder: "month-first" },
    });
  });
});
