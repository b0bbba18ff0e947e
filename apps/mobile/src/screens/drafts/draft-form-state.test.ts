import type { DraftChoices } from "@cfa/contract/drafts";
import { expect, it } from "vitest";

import { readForm, totalOf, type DraftForm } from "./draft-form-state";

const choices = { kind: "credit-note", bill: { billId: "bil_x", name: "INV-1" } } as DraftChoices;
const receipt = { ...choices, kind: "receipt" } as DraftChoices;

function form(changes: Partial<DraftForm> = {}): DraftForm {
  return {
    amount: "300",
    date: "15-04-2026",
    ledgerId: "led_discount",
    type: "Credit Note",
    gst: "financial",
    tax: {},
    note: " early ",
    ...changes,
  };
}

it("a financial credit note has one line; what was typed for tax before is left out", () => {
  expect(readForm(form({ tax: { led_cgst: "54" } }), choices)).toEqual({
    draft: {
      billId: "bil_x",
      kind: "credit-note",
      gst: "financial",
      type: "Credit Note",
      date: "2026-04-15",
      lines: [{ ledgerId: "led_discount", amount: "30000" }],
      note: "early",
    },
  });
  expect(totalOf(form({ tax: { led_cgst: "54" } }), choices)).toBe(30_000n);
});

it("a tax credit note has a line for each tax, and needs one", () => {
  const taxed = form({ gst: "section34", tax: { led_cgst: "27", led_sgst: "27.00", led_igst: "" } });
  expect(readForm(taxed, choices)).toMatchObject({
    draft: {
      gst: "section34",
      lines: [
        { amount: "30000" },
        { ledgerId: "led_cgst", amount: "2700" },
        { ledgerId: "led_sgst", amount: "2700" },
      ],
    },
  });
  expect(totalOf(taxed, choices)).toBe(35_400n);
  expect(readForm(form({ gst: "section34" }), choices)).toEqual({ faults: { tax: true } });
});

it("a receipt has nothing to do with tax", () => {
  expect(readForm(form({ gst: "section34" }), receipt)).toMatchObject({ draft: { gst: "none" } });
});

it("says which field is wrong", () => {
  expect(readForm(form({ amount: "", date: "31-02-2026" }), choices)).toEqual({
    faults: { amount: true, date: true },
  });
});
