import type { Correction, Proposal } from "@cfa/contract/corrections";
import { expect, test } from "vitest";

import { editedForm, editParams } from "./edited-form";
import { EMPTY_FORM, readForm } from "./form-state";

function correctionOf(proposal: Proposal | undefined): Correction {
  return {
    correctionId: "cor_1",
    kind: proposal?.kind ?? "contact",
    state: "conflict",
    party: { partyId: "pty_1", name: "Meena Stores" },
    bill: null,
    voucher: null,
    facts: [{ field: "party", about: "", form: "text", mine: "Meena Store", was: null, now: null }],
    ...(proposal === undefined ? {} : { proposal }),
    reason: "they said so",
    fromDate: null,
    untilDate: "2027-03-31",
    createdAt: "2026-04-15T06:00:00Z",
    createdBy: "Ravi",
    decidedAt: null,
    decidedBy: null,
    endedAt: null,
    endedWhy: null,
    promise: null,
    may: { undo: true, resolve: true, approve: false },
  };
}

const PARTY = { partyId: "pty_1" };
const BILL = { billId: "bil_1" };
const SAID: Proposal[] = [
  {
    kind: "rematch",
    ...PARTY,
    voucherId: "vch_1",
    lineNo: 2,
    parts: [
      { billId: "bil_1", amount: "12345050" },
      { billId: "bil_2", amount: "100" },
    ],
  },
  { kind: "due-date", ...BILL, dueDate: "2026-05-31" },
  { kind: "dispute", ...BILL, amount: "5000", owner: "Ravi" },
  { kind: "write-off", ...BILL, amount: "5000", date: "2026-05-31" },
  { kind: "terms", ...PARTY, days: 45, fromDate: "2026-04-01" },
  { kind: "merge", ...PARTY, intoPartyId: "pty_2" },
  { kind: "exclude", ...PARTY, cause: "staff" },
  { kind: "class-pin", ...PARTY, class: "risky" },
  { kind: "contact", ...PARTY, person: "Meena", phone: null, email: null, language: "hi" },
  { kind: "credit-limit", ...PARTY, limit: null },
  { kind: "tds-profile", ...PARTY, rate: 10, of: "gross", threshold: null, fromDate: "2026-04-01" },
  { kind: "promise", ...PARTY, amount: "5000", day: "2026-05-31", fromDate: "2026-04-15" },
];

test.each(SAID)("the form of a $kind begins with what was said, and says it again as it is", (proposal) => {
  const edited = editedForm(correctionOf(proposal));
  const target = {
    kind: proposal.kind,
    partyId: "pty_1",
    billId: "bil_1",
    money: { voucherId: "vch_1", lineNo: 2 },
  };
  expect(readForm({ ...EMPTY_FORM, ...edited?.initial }, target, "2030-01-01")).toEqual({
    proposal,
    reason: "they said so",
    untilDate: "2027-03-31",
  });
});

test("the way to the form names the correction, its party, and its bill or money", () => {
  const [rematch, dueDate] = SAID;
  expect(editParams(correctionOf(rematch))).toEqual({
    kind: "rematch",
    edits: "cor_1",
    partyId: "pty_1",
    voucherId: "vch_1",
    lineNo: "2",
  });
  expect(editParams(correctionOf(dueDate))).toMatchObject({ kind: "due-date", billId: "bil_1" });
});

test("what speaks of something that is gone cannot be changed", () => {
  expect([editedForm(correctionOf(undefined)), editParams(correctionOf(undefined))]).toEqual([null, null]);
});
