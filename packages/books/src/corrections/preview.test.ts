import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { customer, line, paise } from "../test-party.ts";
import { previewCorrection, previewUndo } from "./preview.ts";
import { billKey, correction, rematch } from "./test-correction.ts";

const PARTY = customer(
  [
    line("2025-04-05 sales", 1_000, { to: [["new-ref", "INV-1", 1_000]] }),
    line("2025-05-02 receipt", -600, { voucherId: "R", to: [["on-account", "", -600]] }),
  ],
  { ledgerGuid: "own" },
);
const asOf = day("2025-06-01");

test("a re-match moves money from unapplied to the bill, and the total stays", () => {
  const match = rematch("R", { "INV-1 2025-04-05": 600 });
  const { before, after, bills } = previewCorrection(PARTY, match, { asOf });
  expect([before.receivable.outstanding, after.receivable.outstanding]).toEqual([paise(400), paise(400)]);
  expect([before.receivable.unapplied, after.receivable.unapplied]).toEqual([paise(600), 0n]);
  expect(bills).toEqual([
    {
      key: billKey("INV-1 2025-04-05"),
      name: "INV-1",
      before: { open: paise(1_000), dueDate: "2025-05-05", disputed: 0n },
      after: { open: paise(400), dueDate: "2025-05-05", disputed: 0n },
    },
  ]);
  const undone = previewUndo({ ...PARTY, corrections: [match] }, match.correctionId, asOf);
  expect(undone.after).toEqual(before);
});

test("a merge compares both parties with the one they become", () => {
  const other = customer([line("2025-04-03 sales", 200, { to: [["new-ref", "A-1", 200]] })], {
    ledgerGuid: "two",
  });
  const merge = correction("merge", { value: { intoGuid: "two", evidence: [] } });
  const { before, after, bills } = previewCorrection(PARTY, merge, { asOf, into: other });
  expect([before.receivable.outstanding, after.receivable.outstanding]).toEqual([paise(600), paise(600)]);
  expect(bills).toEqual([]);
});
