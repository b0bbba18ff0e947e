import type { Grouping } from "@cfa/contract/assistant-kinds";
import type { TypedQuery } from "@cfa/contract/assistant-query";

import { MONTHS, UNITS } from "../period/calendar-words.ts";
import { CONCEPTS } from "../words/concepts.ts";

const NOUNS: Readonly<Record<string, Grouping>> = {
  party: "party",
  supplier: "party",
  "count-party": "party",
  "count-bills": "bill",
  debtor: "party",
  creditor: "party",
  bill: "bill",
  voucher: "voucher",
  transaction: "voucher",
  ledger: "ledger",
  account: "ledger",
  category: "ledger",
  spend: "ledger",
  bank: "ledger",
  ageing: "age",
  class: "class",
  month: "month",
  week: "week",
  daily: "day",
};
const BEFORE = new Set("by per each every har प्रति हर across hr".split(" "));
const AFTER = new Set("wise vaar war वार waar".split(" "));
const ON = new Set(["on", "by", "over", "after"]);
const WHICH = new Set("which kis kaunse kaunsa konsa kaun किस कौनसे कौनसा".split(" "));
const OF_DAYS = new Set("taken to late overdue past of delay outstanding delayed they".split(" "));
const FLOWS: Readonly<Record<string, Grouping>> = { collect: "voucher", payment: "voucher" };
const AND = new Set(["and", "aur", "और", "n"]);
const TABLE: ReadonlySet<Grouping> = new Set(["day", "week", "month"]);
const BESIDE = new Set(["party", "supplier", "ledger", "category"]);
const OF = new Set(["from", "to", "of", "by", "with", "se", "ko"]);
const WEAK = new Set("each every har हर across per".split(" "));
const SKIPPED = new Set("the of k ke ka ki के का की a different all my our sab सब va".split(" "));
const TYPES = new Set(["type", "types", "प्रकार", "kind", "kinds", "tarah"]);
const RUNS: Partial<Record<string, Grouping>> = { day: "day", week: "week", month: "month" };

/** `isWeak`: "every bill" may be no more than all of them. */
export type AskedGrouping = { readonly grouping: Grouping; readonly isWeak: boolean };

/** By what the words ask a figure to be taken apart: "by supplier", "month wise", "har hafte", "supplier ke hisaab se", in their order. */
export function findGroupings(words: readonly string[]): AskedGrouping[] {
  const found: AskedGrouping[] = [];
  for (const [at, word] of words.entries()) {
    // "month on month": by months.
    if (
      ON.has(word) &&
      words[at - 1] === words[at + 1] &&
      RUNS[UNITS.get(words[at + 1] ?? "") ?? ""] !== undefined
    )
      found.push({ grouping: RUNS[UNITS.get(words[at + 1] ?? "") ?? ""] ?? "month", isWeak: false });
    // "mahine mahine karke": by month.
    const twice = word === words[at + 1] ? RUNS[UNITS.get(word) ?? ""] : undefined;
    if (twice !== undefined) found.push({ grouping: twice, isWeak: false });
    // "supplier x month": both.
    const [side, other] = word === "x" ? [nounOf(words[at - 1] ?? ""), nounOf(words[at + 1] ?? "")] : [];
    if (side !== undefined && other !== undefined)
      found.push({ grouping: side, isWeak: false }, { grouping: other, isWeak: false });
    // "kis type ke voucher": by type.
    if (WHICH.has(word) && TYPES.has(words[at + 1] ?? "")) found.push({ grouping: "type", isWeak: false });
    const isHisaab = /^(hisaab|hisab|हिसाब)$/.test(word) && /^(se|से)$/.test(words[at + 1] ?? "");
    const isAfter = AFTER.has(word) || isHisaab;
    if (!isAfter && !BEFORE.has(word)) {
      // "which month had the most": a month of all of them.
      const run = WHICH.has(word) ? UNITS.get(words[at + 1] ?? "") : undefined;
      const glued = run === undefined ? gluedOf(word) : RUNS[run];
      if (glued !== undefined) found.push({ grouping: glued, isWeak: false });
      continue;
    }
    const step = isAfter ? -1 : 1;
    let to = at + step;
    while (SKIPPED.has(words[to] ?? "")) to += step;
    // "average days": of days no rows.
    if (isHisaab && /^(?:average|avg|ausat|औसत)$/.test(words[to - 1] ?? "")) continue;
    const own = nounOf(words[to] ?? "") ?? (isAfter ? undefined : nounBeyond(words[to + 1] ?? ""));
    // "by voucher type": by type.
    const finer = isAfter ? undefined : nounOf(words[to + 1] ?? "");
    if (finer === "type" || finer === "class") {
      found.push({ grouping: finer, isWeak: WEAK.has(word) });
      continue;
    }
    // "by days taken to pay": by no day.
    if (words[to] === "days" && OF_DAYS.has(words[to + 1] ?? "")) continue;
    // "every customer bill", "each customer receipt": of the bills, of the receipts.
    const next = isAfter || finer !== undefined ? finer : FLOWS[CONCEPTS.get(words[to + 1] ?? "") ?? ""];
    const grouping = own === "party" && (next === "bill" || next === "voucher") ? next : own;
    if (grouping === undefined) continue;
    // "customer by month": both.
    const isBeside =
      word === "by" && BESIDE.has(CONCEPTS.get(words[at - 1] ?? "") ?? "") && !OF.has(words[at - 2] ?? "");
    const beside = isBeside ? nounOf(words[at - 1] ?? "") : undefined;
    if (beside !== undefined && TABLE.has(grouping)) found.push({ grouping: beside, isWeak: true });
    // "party and bucket wise": both.
    const also = isAfter && AND.has(words[to - 1] ?? "") ? nounOf(words[to - 2] ?? "") : undefined;
    if (also !== undefined) found.push({ grouping: also, isWeak: false });
    found.push({ grouping, isWeak: WEAK.has(word) });
  }
  return found.filter(({ grouping }, at) => found.findIndex((other) => other.grouping === grouping) === at);
}

/** After a word between: "in each payer class". */
function nounBeyond(word: string): Grouping | undefined {
  const noun = nounOf(word);
  return noun === "class" || noun === "type" ? noun : undefined;
}

/** What a word names the rows by. */
export function nounOf(word: string): Grouping | undefined {
  const unit = MONTHS.has(word) ? undefined : UNITS.get(word);
  return TYPES.has(word)
    ? "type"
    : ((unit === undefined ? undefined : RUNS[unit]) ?? NOUNS[CONCEPTS.get(word) ?? ""]);
}

/** "monthly", "partywise", "datewise". */
function gluedOf(word: string): Grouping | undefined {
  const [, noun] = /^([\p{L}\p{M}]{3,}?)(?:wise|war|vaar|वार)$/u.exec(word) ?? [];
  if (noun !== undefined && nounOf(noun) !== undefined) return nounOf(noun);
  const concept = CONCEPTS.get(word) ?? "";
  return ["month", "week", "daily"].includes(concept) && !UNITS.has(word) ? NOUNS[concept] : undefined;
}

/** What rows a question lists by the thing it names: "which bills", "list of debtors", "top customers". */
export function nounGrouping(meanings: readonly string[]): Grouping | undefined {
  for (const meaning of [
    "ageing",
    "count-bills",
    "count-party",
    "bill",
    "party",
    "supplier",
    "voucher",
    "transaction",
    "category",
    "ledger",
    "debtor",
    "creditor",
    "account",
  ])
    if (meanings.includes(meaning)) return NOUNS[meaning];
  return undefined;
}

/** Which end a question asks for first. */
export function orderOf(meanings: readonly string[]): TypedQuery["order"] {
  const has = (meaning: string): boolean => meanings.includes(meaning);
  if (has("bottom") || (has("most") && has("less"))) return "least";
  if (has("top") || has("most")) return "most";
  if (has("slow")) return "most";
  if (has("old") || has("first")) return "earliest";
  return has("last") || has("last-time") ? "latest" : null;
}
