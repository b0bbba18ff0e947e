import { any, before, type Seen } from "./seen.ts";

/** Of customers, or of suppliers; null where it is not said. */
export type Side = "in" | "out" | null;

/** Whether what they owe us is asked for or what we owe them: by the words for one side, by who pays whom, and by whom it names. */
export function sideOf(seen: Seen): Side {
  const isIn = any(seen, "debtor", "take", "must-take", "pay-us", "paid-in", "collect", "received");
  const isOut = any(seen, "creditor", "we-pay", "paid-out");
  if (isIn !== isOut) return isIn ? "in" : "out";
  if (seen.party === "customer") return "in";
  if (seen.party === "supplier") return "out";
  if (any(seen, "party") !== any(seen, "supplier")) return any(seen, "party") ? "in" : "out";
  if (any(seen, "sale", "sale-return")) return "in";
  if (any(seen, "purchase")) return "out";
  return (
    bySubject(seen) ?? (any(seen, "give", "must") ? "out" : any(seen, "came", "will-come") ? "in" : null)
  );
}

const PAYING = ["owe", "pay", "paid", "give"];

/** "who owes", "{party} pays", "do I have to pay": who does it. */
function bySubject(seen: Seen): Side {
  for (const verb of PAYING) {
    if (!any(seen, verb)) continue;
    if (before(seen, "we", verb)) return "out";
    if (before(seen, verb, "us")) return "in";
    if (verb === "owe" && (before(seen, "who", verb) || before(seen, "{party}", verb))) return "in";
    if (before(seen, verb, "we")) return "in";
  }
  return null;
}
