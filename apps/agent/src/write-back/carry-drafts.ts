import type { DraftLink } from "../server-link.ts";
import { carryOne, type CarryOptions } from "./carry-one.ts";

/** What came of one round: vouchers that now stand in Tally, and drafts that wait for Tally or the server. */
export type CarriedDrafts = { readonly written: number; readonly waiting: number };

/**
 * Takes what was accepted in the app to Tally, one voucher at a time, after a sync and never during one. Each is written down before
 * it is sent and looked for in Tally before it is sent again, so that a kill at any moment never writes one twice. What cannot be done
 * now waits for the next round.
 */
export async function carryDrafts(options: CarryOptions & { link: DraftLink }): Promise<CarriedDrafts> {
  const { store, link, say } = options;
  const listed = await link.drafts();
  if (listed.ok) {
    const known = new Set(store.all().map(({ draft }) => draft.draftId));
    for (const draft of listed.value.drafts) {
      if (draft.company.guid !== options.companyGuid || known.has(draft.draftId)) continue;
      store.keep({ draft, step: "held", maySend: false, sendings: 0, sending: { kind: "not-sent" } });
    }
  } else if (listed.error.retry === "refused" && listed.error.code !== "not-found") {
    // A server that is older than this agent knows no drafts.
    say(`Vouchers for Tally could not be asked for: ${listed.error.message}`);
  }
  let written = 0;
  let waiting = 0;
  for (const held of store.all()) {
    const state = await carryOne(held, options);
    if (state === "written") written++;
    if (state === "waiting") waiting++;
  }
  return { written, waiting };
}
