import type { Inbound, InboundDeed } from "@cfa/contract/inbound";

import { dayText, typedDay } from "../../locale/moment-text";
import { typedAmount, typedPaise } from "../../locale/typed-money";

/** What an answer may be taken as. */
export const TAKEN_AS = ["promise", "dispute", "paid", "stop", "stop-offers"] as const;
export type TakenAs = (typeof TAKEN_AS)[number];

export type Named = { partyId: string; name: string };

/** What a person says of an answer, as it is typed. */
export type TakeDraft = {
  as: TakenAs;
  party: Named | null;
  amount: string;
  day: string;
  billId: string | null;
};

export type TakeProblem = "party" | "amount" | "day" | "bill";

/** What the answer itself seems to say: the beginning of what a person says of it. */
export function takeDraft({ reading, party, candidates }: Inbound): TakeDraft {
  const { intent, amount, day } = reading;
  const [only, ...others] = candidates;
  return {
    as: TAKEN_AS.find((as) => as === intent) ?? "promise",
    party: party ?? (others.length === 0 ? (only ?? null) : null),
    amount: typedAmount(amount),
    day: day === null ? "" : dayText(day),
    billId: null,
  };
}

/** What is said with a draft, or what of it is wrong. `mayBeNobody`: a stop may be of an address alone. */
export function saidByTake(
  draft: TakeDraft,
  { today, mayBeNobody }: { today: string; mayBeNobody: boolean },
): { deed: InboundDeed } | { problems: ReadonlySet<TakeProblem> } {
  const { as, party, billId } = draft;
  const amount = typedPaise(draft.amount);
  const day = typedDay(draft.day);
  const problems = new Set<TakeProblem>();
  const isStop = as === "stop" || as === "stop-offers";
  if (party === null && !(isStop && mayBeNobody)) problems.add("party");
  if (as === "promise" && amount === null) problems.add("amount");
  if (as === "promise" && (day === null || day < today)) problems.add("day");
  if (as === "dispute" && billId === null) problems.add("bill");
  if (problems.size > 0) return { problems };
  const partyId = party?.partyId ?? "";
  switch (as) {
    case "promise":
      return { deed: { as, partyId, amount: String(amount), day: day ?? "" } };
    case "dispute":
      return { deed: { as, billId: billId ?? "" } };
    case "paid":
      return { deed: { as, partyId } };
    case "stop":
    case "stop-offers":
      return {
        deed: { as: "stop", partyId: party?.partyId ?? null, what: as === "stop" ? "all" : "offers" },
      };
  }
}
