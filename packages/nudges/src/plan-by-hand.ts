import type { PartyFacts } from "./facts.ts";
import { momentOf, windowOf } from "./hours.ts";
import type { Planning } from "./make-nudge.ts";
import { planReminder } from "./plan-reminder.ts";
import { planStatement } from "./plan-statement.ts";
import type { PlannedNudge, StepLook } from "./plan.ts";
import type { SilenceCode } from "./silence.ts";
import { isSpent, isTakenBack } from "./usual-ladder.ts";

/** What a person may ask to be sent. */
export type AskedKind = "reminder" | "statement";

/** What comes of it: a nudge for as soon as the hours allow, with what became of each due stage; or why there is none. */
export type PlannedByHand = { nudge: PlannedNudge; looks: readonly StepLook[] } | { code: SilenceCode };

/** Plans what a person has asked for one party, by the rules that hold for every message: only the hour is not waited for. */
export function planByHand(
  kind: AskedKind,
  party: PartyFacts,
  planning: Omit<Planning, "company">,
): PlannedByHand {
  if (!planning.rules.isOn) return { code: "off" };
  if (party.isExcluded) return { code: "excluded" };
  if (kind === "statement") {
    const made = planStatement(party, planning);
    return "code" in made ? made : { nudge: soon(made, planning), looks: [] };
  }
  const { nudge, looks } = planReminder(party, { ...planning, company: [] });
  return nudge === null ? { code: notReminded(party, looks) } : { nudge: soon(nudge, planning), looks };
}

/** Where it goes out today, as soon as the hours have begun; else as it was planned. */
function soon(nudge: PlannedNudge, { rules, on }: Omit<Planning, "company">): PlannedNudge {
  const window = windowOf(rules.hours, nudge.kind);
  if (window === null || nudge.day !== on.today) return nudge;
  const from = momentOf(nudge.day, window.from);
  return {
    ...nudge,
    sendAt: from > on.now ? from : on.now,
    reason: { ...nudge.reason, now: nudge.reason.now.filter(({ code }) => code !== "hour") },
  };
}

/** Why a party hears of none of its bills: what keeps a stage silent that is due, else that it was spoken of before, or that none is due. */
function notReminded({ bills, steps }: PartyFacts, looks: readonly StepLook[]): SilenceCode {
  const codes = looks.flatMap(({ code }) => (code === null || code === "passed-over" ? [] : [code]));
  // What waits for an earlier stage hangs on what became of that.
  const code = codes.find((each) => each !== "earlier-first") ?? codes[0];
  if (code !== undefined) return code;
  if (bills.every(({ open }) => open <= 0n)) return "paid";
  const spent = steps.filter(isSpent);
  if (spent.length === 0) return "not-due";
  return spent.every(isTakenBack) ? "taken-back" : "step-sent";
}
