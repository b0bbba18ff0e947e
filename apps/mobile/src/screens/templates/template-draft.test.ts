import type { TemplatePlace } from "@cfa/contract/templates";
import { expect, test } from "vitest";

import {
  keepUnsaved,
  putIn,
  saidByTemplate,
  shippedAgain,
  stageOf,
  templateDraft,
  templateProblems,
  unsavedDraft,
} from "./template-draft";

const PLACE: TemplatePlace = {
  kind: "reminder",
  stage: "due",
  way: "sms",
  language: "en",
  shipped: { subject: null, body: "{{brand}}: {{amount}}" },
  inUse: null,
  next: null,
  goesOut: "none",
  refusals: [],
};

test("the newest own text stands in the editor, else the shipped one", () => {
  expect(templateDraft(PLACE)).toMatchObject({ body: "{{brand}}: {{amount}}", category: null, flow: "" });
  const registration = { ...saidByTemplate(templateDraft(PLACE), { hasSubject: false }).registration };
  const own = {
    templateId: "tpl_aaaaaaaaaaaaaaaaaaaaaaaaaa",
    version: 2,
    subject: null,
    body: "Ours",
    state: "draft" as const,
    stateWhy: null,
    stateAt: "2026-11-28T00:00:00.000Z",
    refusals: [],
    registration: { ...registration, dltHeader: "ASHATR" },
  };
  const draft = templateDraft({ ...PLACE, next: own });
  expect(draft).toMatchObject({ body: "Ours", dltHeader: "ASHATR" });
  expect(shippedAgain(draft, PLACE)).toMatchObject({ body: PLACE.shipped.body, dltHeader: "ASHATR" });
});

test("a value goes to where the cursor is, in the place of what is marked, and the next one behind it", () => {
  const first = putIn("Dear , pay", { start: 5, end: 5 }, "{{party}}");
  expect(first).toEqual({ text: "Dear {{party}}, pay", at: 14 });
  expect(putIn(first.text, { start: first.at, end: first.at }, "!").text).toBe("Dear {{party}}!, pay");
  expect(putIn("Rs 100 due", { start: 3, end: 6 }, "{{amount}}").text).toBe("Rs {{amount}} due");
  expect(putIn("End", { start: Infinity, end: Infinity }, "{{link}}")).toEqual({
    text: "End{{link}}",
    at: 11,
  });
});

test("what is not typed is not known; a subject goes with mails and letters alone", () => {
  const draft = { ...templateDraft(PLACE), subject: "S", dltEntity: " 1101 " };
  expect(saidByTemplate(draft, { hasSubject: true })).toMatchObject({
    text: { subject: "S" },
    registration: { dltEntity: "1101", flow: null, providerName: null },
  });
  expect(saidByTemplate(draft, { hasSubject: false }).text).toEqual({ body: PLACE.shipped.body });
});

test.each([
  ["{{iban}}", "wrong"],
  ["{amount}", "wrong"],
  ["  ", "noText"],
  ["{{brand}} {{dueDay}}", null],
] as const)("of %s it is told: %s", (body, told) => {
  expect(templateProblems("reminder", { ...templateDraft(PLACE), body }).text).toBe(told);
});

test("ids that can be none are named", () => {
  const draft = {
    ...templateDraft(PLACE),
    dltHeader: "A-B",
    dltEntity: "11x",
    flow: "",
    providerName: "Due",
  };
  expect(templateProblems("reminder", draft).fields).toEqual(["providerName", "dltEntity", "dltHeader"]);
});

test("what is typed stays until it is saved", () => {
  const draft = templateDraft(PLACE);
  keepUnsaved("here", draft);
  expect(unsavedDraft("here")).toBe(draft);
  expect(unsavedDraft("there")).toBeNull();
  keepUnsaved("here", null);
  expect(unsavedDraft("here")).toBeNull();
});

test("a stage names its kind", () => {
  expect(stageOf("ending")).toEqual({ kind: "offer", stage: "ending" });
  expect(stageOf("after-9")).toBeNull();
});
