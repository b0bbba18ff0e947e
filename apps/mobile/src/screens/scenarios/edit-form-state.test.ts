import { expect, it } from "vitest";

import { editOf as editOn, emptyDraft, type EditDraft } from "./edit-form-state";

const editOf = (draft: EditDraft) => editOn(draft, "2026-11-27");

it("says each kind of edit from what was typed", () => {
  const party = { id: "pty_1", name: "Arun Traders" };
  expect(editOf({ ...emptyDraft("party-later"), party, days: "14" })).toEqual({
    edit: { kind: "party-later", partyId: "pty_1", days: 14 },
  });
  expect(editOf({ ...emptyDraft("sales"), percent: "−12.5 %" })).toMatchObject({
    edit: { kind: "sales", percent: -1_250 },
  });
  expect(editOf({ ...emptyDraft("one-off"), amount: "-50,000", day: "31-12-2026" })).toMatchObject({
    edit: { kind: "one-off", amount: "-5000000", day: "2026-12-31" },
  });
  expect(editOf({ ...emptyDraft("hire"), amount: "25000", day: "07-01-2027" })).toMatchObject({
    edit: { kind: "hire", monthly: "2500000", from: "2027-01-07", date: 7 },
  });
  const bill = { id: "bil_9", name: "P/12" };
  expect(editOf({ ...emptyDraft("delay-payable"), party, bills: [bill], day: "15-01-2027" })).toEqual({
    edit: { kind: "delay-payable", billId: "bil_9", to: "2027-01-15" },
  });
});

it("repays a loan to the paisa", () => {
  const said = editOf({ ...emptyDraft("loan"), amount: "1000", day: "31-01-2027", instalments: "3" });
  expect(said).toMatchObject({
    edit: {
      amount: "100000",
      repayments: [
        { day: "2027-02-28", amount: "33333" },
        { day: "2027-03-31", amount: "33333" },
        { day: "2027-04-30", amount: "33334" },
      ],
    },
  });
});

it("names what is missing or wrong", () => {
  expect(editOf(emptyDraft("offer"))).toEqual({ wrong: new Set(["party", "bills", "percent", "day"]) });
  expect(editOf({ ...emptyDraft("loan"), amount: "-5", day: "01-01-2027" })).toEqual({
    wrong: new Set(["amount"]),
  });
  const past = { ...emptyDraft("one-off"), amount: "500" };
  expect(editOf({ ...past, day: "27-11-2026" })).toEqual({ wrong: new Set(["day"]) });
  expect(editOf({ ...past, day: "28-11-2026" })).toMatchObject({ edit: { day: "2026-11-28" } });
  expect(editOf({ ...emptyDraft("sales"), percent: "lots" })).toEqual({ wrong: new Set(["percent"]) });
});
