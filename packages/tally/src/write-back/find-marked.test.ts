import type { VoucherRecord } from "@cfa/contract/records";
import { ok } from "@cfa/values/result";
import { expect, test } from "vitest";

import type { TallyClient } from "../client.ts";
import { findMarked } from "./find-marked.ts";
import { markerOf } from "./marker.ts";
import { creditNote, facts, inTally, MARKER } from "./test-drafts.ts";

const company = { name: "Asha & Co", guid: "11111111-2222-4333-8444-555555555555" };

/** A Tally that shows these vouchers to each question in turn; notes the questions. */
function tallyShowing(...answers: VoucherRecord[][]) {
  const asked: string[] = [];
  const read: TallyClient["read"] = async (request, sink) => {
    asked.push(request.xml);
    for (const voucher of answers[asked.length - 1] ?? []) sink.voucher?.(voucher);
    return ok({} as never);
  };
  return { asked, tally: { read } };
}

test("the marker is looked for by reference in the whole open year, and by hand on the voucher's day", async () => {
  const voucher = creditNote();
  const { asked, tally } = tallyShowing([], []);
  expect(await findMarked(tally, { company, voucher, openYear: facts().openYear })).toEqual(ok([]));
  expect(asked[0]).toContain(`$Reference = &quot;${MARKER}&quot;`);
  expect(asked[0]).toContain('<SVTODATE TYPE="Date">20260331</SVTODATE>');
  expect(asked[1]).not.toContain("$Reference");
  expect(asked[1]).toContain('<SVFROMDATE TYPE="Date">20250402</SVFROMDATE>');
});

test("a voucher is the draft's by reference, narration or GUID, and is counted once", async () => {
  const voucher = creditNote();
  const found = inTally(voucher);
  const { tally } = tallyShowing(
    [found],
    [
      found,
      inTally(voucher, { guid: "g-2", reference: "changed by hand" }),
      inTally(voucher, { guid: MARKER, reference: "", narration: "" }),
      inTally(voucher, { guid: "g-4", reference: "PO 17", narration: "Early payment discount" }),
    ],
  );
  const read = await findMarked(tally, { company, voucher, openYear: facts().openYear });
  expect(read.ok && read.value.map((record) => record.guid)).toEqual([found.guid, "g-2", MARKER]);
});

test("a draft's marker is always the same and no other's", () => {
  const ids = Array.from({ length: 500 }, (_, at) => `draft ${at}`);
  expect(new Set(ids.map(markerOf)).size).toBe(500);
  expect(markerOf("draft 1")).toBe(markerOf("draft 1"));
  expect(markerOf("draft 1")).toMatch(/^CFA-[a-z2-7]{12}$/);
});
