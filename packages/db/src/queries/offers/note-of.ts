import type { DiscountRow } from "@cfa/contract/discount-register";
import { idOut } from "@cfa/values/ids";

import type { EarnedRow } from "./register.ts";

/** Where the note of a discount stands, by its draft and by what Tally has. */
export function noteOf({ draft, became, byHand }: EarnedRow): DiscountRow["note"] {
  const kind = draft === null || draft.gst === "none" ? null : draft.gst;
  const of = { kind, draftId: draft === null ? null : idOut("draft", draft.draftId) };
  if (became !== null && became.state !== "cancelled") {
    const state = became.state === "posted" ? "posted" : "optional";
    return { ...of, state, number: became.number, day: became.date };
  }
  if (byHand !== null)
    return { kind: null, draftId: null, state: "posted", number: byHand.number, day: byHand.date };
  if (draft === null) return { ...of, state: "to-post", number: null, day: null };
  const isGone = became !== null || (draft.state === "written" && draft.isReadSince);
  return { ...of, state: isGone ? "gone" : "drafted", number: null, day: null };
}
