import { any, before, type Seen } from "./seen.ts";

/** Of customers, or of suppliers; null where it is not said. */
export type Side = "in" | "out" | null;

/** Whether what they owe us is asked for or what we owe them: by the words for one side, by who pays whom, and by whom it names. */
export function sideOf(seen: Seen): Side {
  const isIn = any(
    seen,
    "debtor",
    "take",
    "must-take",
    "must-pay-us",
    "stuck",
    "owe-us",
    "pay-us",
    "paid-in",
    "collect",
    "received",
  );
  const isOut = any(seen, "creditor", "we-owe", "we-must-pay", "we-pay", "paid-out");
  if (isIn !== isOut) return isIn ? "in" : "out";
  const said = byCase(seen);
  if (said !== null && seen.party !== "customer" && seen.party !== "supplier") return said;
  if (seen.party === "customer") return "in";
  if (seen.party === "supplier") return "out";
  if (any(seen, "party") !== any(seen, "supplier")) return any(seen, "party") ? "in" : "out";
  if (any(seen, "sale", "sale-return")) return "in";
  if (any(seen, "purchase")) return "out";
  return (
    bySubject(seen) ??
    (any(seen, "market")
      ? "in"
      : any(seen, "give", "must")
        ? "out"
        : any(seen, "came", "will-come")
          ? "in"
          : null)
  );
}

/** Hindi says by its cases who pays whom: "{party} ne … diya", "{party} ko … diya". */
function byCase(seen: Seen): Side {
  const { meanings } = seen;
  const isPaid = any(seen, "paid", "payment", "pay", "money", "give", "do", "sent-out");
  if (!isPaid) return null;
  if (any(seen, "we") && any(seen, "to-whom")) return "out";
  const at = meanings.findIndex(
    (meaning, index) => WHOM.has(meaning) && (meanings[index + 1] ?? "").endsWith("-whom"),
  );
  if (at !== -1) return meanings[at + 1] === "by-whom" ? "in" : "out";
  return null;
}

const WHOM = new Set(["{party}", "who", "party", "supplier"]);

const PAYING = ["owe", "pay", "paid", "payment", "give"];

/** "who owes", "{party} pays", "do I have to pay": who does it. */
function bySubject(seen: Seen): Side {
  if (before(seen, "we", "late")) return "out";
  for (const verb of PAYING) {
    if (!any(seen, verb)) continue;
    if (before(seen, "we", verb)) return "out";
    if (before(seen, verb, "us")) return "in";
    if (verb === "owe" && (before(seen, "who", verb) || before(seen, "{party}", verb))) return "in";
    if (before(seen, verb, "we")) return "in";
  }
  return null;
}
