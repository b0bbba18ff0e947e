import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany } from "./asking.ts";
import { MOST_AT_ONCE } from "./bulk-limits.ts";
import { Proposal } from "./corrections.ts";
import { BulkId, CorrectionId } from "./fields.ts";

/*
 * One deed on many exceptions: looked at first, told item by item, undone as one. An item that cannot be done is left out with its
 * reason; the others go on.
 */

const Key = z.string().min(1).max(120).describe("names the item in the answer; each once");

/** What is to be done about one exception: a correction, or to take Tally's side in a conflict. */
const Deed = {
  correct: { key: Key, deed: z.literal("correct"), proposal: Proposal },
  takeTally: { key: Key, deed: z.literal("take-tally"), correctionId: CorrectionId },
};
const Seen = z.string().max(200).describe("of the preview");

export const BulkAsked = z.discriminatedUnion("deed", [
  z.strictObject(Deed.correct),
  z.strictObject(Deed.takeTally),
]);
export type BulkAsked = z.infer<typeof BulkAsked>;

export const BulkItem = z.discriminatedUnion("deed", [
  z.strictObject({ ...Deed.correct, seen: Seen }),
  z.strictObject(Deed.takeTally),
]);
export type BulkItem = z.infer<typeof BulkItem>;

/** `waiting`: done, and it waits for the owner. `refused`: not done, and the code says why. */
export const BulkOutcome = z.enum(["done", "waiting", "refused"]);
export type BulkOutcome = z.infer<typeof BulkOutcome>;

const Refusal = z.object({ code: z.string(), message: z.string() });

export const BulkPreview = z.object({
  items: z.array(
    z.object({ key: z.string(), outcome: BulkOutcome, seen: z.string(), refusal: Refusal.nullable() }),
  ),
});
export type BulkPreview = z.infer<typeof BulkPreview>;

export const BulkDone = z.object({
  bulkId: BulkId.nullable().describe("names it to undo; null: nothing was done"),
  items: z.array(
    z.object({
      key: z.string(),
      outcome: BulkOutcome,
      correctionId: CorrectionId.nullable(),
      refusal: Refusal.nullable(),
    }),
  ),
});
export type BulkDone = z.infer<typeof BulkDone>;

export const BulkUndone = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      outcome: z.enum(["undone", "kept"]).describe("kept: it had moved on since"),
      refusal: Refusal.nullable(),
    }),
  ),
});
export type BulkUndone = z.infer<typeof BulkUndone>;

const BULK = "/companies/{companyId}/exceptions/bulk" as const;

/** The app's calls about many exceptions at once. */
export const bulkApi = {
  preview: oc
    .route({
      method: "POST",
      path: `${BULK}/preview`,
      summary: "What a deed on many exceptions would do: nothing is kept",
    })
    .input(InCompany.extend({ items: z.array(BulkAsked).min(1).max(MOST_AT_ONCE) }))
    .output(BulkPreview),
  act: oc
    .route({ method: "POST", path: BULK, summary: "Do one deed on many exceptions" })
    .input(
      InCompany.extend({
        requestId: z.uuid().describe("made by the app: the same one again does nothing more"),
        reason: z.string().trim().min(1).max(500),
        items: z.array(BulkItem).min(1).max(MOST_AT_ONCE),
      }),
    )
    .output(BulkDone),
  undo: oc
    .route({ method: "POST", path: `${BULK}/{bulkId}/undo`, summary: "Undo a deed on many exceptions" })
    .input(InCompany.extend({ bulkId: BulkId }))
    .output(BulkUndone),
};
