import type { DraftOutcome, DraftVoucher } from "@cfa/contract/draft-voucher";
import type { VoucherRecord } from "@cfa/contract/records";

import { judgeAnswer } from "./judge-answer.ts";
import { SENTENCES } from "./outcome-sentences.ts";
import type { ImportAnswer } from "./read-answer.ts";
import { differencesOf, readBackOf } from "./read-back.ts";

/** Why the answer to an import is not known. `killed`: the agent ended between sending and hearing. */
export type LostBecause = "lost-answer" | "message-on-screen" | "tally-ended" | "killed";

/** What is known of the sending: nothing was sent yet, the answer, or that none was heard. */
export type Sending =
  | { readonly kind: "not-sent" }
  | { readonly kind: "answered"; readonly answer: ImportAnswer }
  | { readonly kind: "lost"; readonly because: LostBecause };

/** What is to be done next: send, or nothing more because the outcome is certain (or a person must look). */
export type Decision =
  | { readonly next: "send" }
  | { readonly next: "done"; readonly outcome: Omit<DraftOutcome, "at"> };

/** A sending that the agent's own end made unknown may be repeated once, after a search has found nothing. */
const MOST_SENDINGS = 2;

/**
 * Decides by what a search for the marker has shown. Sends only what Tally does not show. `written` needs both: counters that claim
 * one voucher (or no answer at all), and the same voucher read back. What made Tally fall silent is not sent a second time.
 */
export function decide(
  draft: { readonly voucher: DraftVoucher; readonly isOptional: boolean },
  seen: {
    readonly sending: Sending;
    readonly sendings: number;
    /** The vouchers with the marker that Tally shows now. */
    readonly found: readonly VoucherRecord[];
  },
): Decision {
  const { sending, found } = seen;
  const [first, second] = found;
  if (first === undefined) return decideWithout(sending, seen.sendings);
  const { voucher } = draft;
  const readBack = readBackOf(voucher, first);
  if (second !== undefined) return done("unknown", "twice", { readBack });
  const differences = differencesOf(voucher, first, draft);
  if (differences.length > 0) return done("unknown", "differs", { readBack, differences });
  if (sending.kind !== "answered") return done("written", "found", { readBack });
  const verdict = judgeAnswer(sending.answer);
  const told = toldBy(sending.answer);
  if (verdict.claims === "created") return done("written", "written", { readBack, ...told });
  const code = verdict.code === "altered" ? "altered" : "counters-disagree";
  return done("unknown", code, { readBack, ...told });
}

/** Tally shows no voucher with the marker. */
function decideWithout(sending: Sending, sendings: number): Decision {
  if (sending.kind === "not-sent") return { next: "send" };
  if (sending.kind === "lost") {
    const mayRepeat = sending.because === "killed" && sendings < MOST_SENDINGS;
    return mayRepeat ? { next: "send" } : done("refused", "not-there", {});
  }
  const verdict = judgeAnswer(sending.answer);
  const told = toldBy(sending.answer);
  if (verdict.claims === "created") return done("unknown", "not-found-again", told);
  if (verdict.code === "altered") return done("unknown", "altered", told);
  return done("refused", verdict.code, told);
}

/** The outcome that stands while Tally cannot be searched: it is not known what became of the voucher. */
export function undecided(sending: Sending): Omit<DraftOutcome, "at"> {
  if (sending.kind === "answered") return outcome("unknown", "not-read-back", toldBy(sending.answer));
  const because = sending.kind === "lost" && sending.because !== "killed" ? sending.because : "lost-answer";
  return outcome("unknown", because, {});
}

/** An outcome with the sentences that belong to its code. */
export function outcome(
  state: DraftOutcome["state"],
  code: DraftOutcome["code"],
  more: Partial<Pick<DraftOutcome, "counters" | "words" | "readBack" | "differences">>,
): Omit<DraftOutcome, "at"> {
  const { says, fix } = SENTENCES[code];
  const message = more.words === undefined ? says : `${says} Tally says: ${more.words}`;
  return { state, code, message, fix, ...more };
}

function done(
  state: DraftOutcome["state"],
  code: DraftOutcome["code"],
  more: Parameters<typeof outcome>[2],
): Decision {
  return { next: "done", outcome: outcome(state, code, more) };
}

function toldBy(answer: ImportAnswer): Pick<DraftOutcome, "counters" | "words"> {
  const words = answer.lineErrors.join(" ").slice(0, 2_000);
  return {
    ...(answer.counters === undefined ? {} : { counters: answer.counters }),
    ...(words === "" ? {} : { words }),
  };
}
