import { TURNS } from "../period/calendar-words.ts";
import { NOT_HELD } from "../words/not-held.ts";
import type { Read } from "./read-question.ts";

/* What is asked and cannot be answered: what books do not hold, what is too vague, what is mostly of unknown words. */

export function isNotHeld(read: Read): boolean {
  const isStock = read.masked.some((word) => word === "stock" || word === "स्टॉक");
  if (isStock && !read.meanings.some((meaning) => ["bought", "purchase", "sale"].includes(meaning)))
    return true;
  if (isTheirBank(read) || isTradeToCome(read)) return true;
  return (
    read.meanings.includes("not-held") ||
    read.masked.some(
      (word, at) => NOT_HELD.has(word) && !(word === "leave" && LEFT_BESIDE.has(read.masked[at + 1] ?? "")),
    )
  );
}

/** What a customer has in his own bank. */
function isTheirBank({ masked, meanings }: Read): boolean {
  const has = (...words: string[]): boolean => words.some((word) => meanings.includes(word));
  if (masked.includes("{party}") && /\b(?:its|their|his|her) (?:own )?banks?\b/.test(masked.join(" ")))
    return true;
  const isBank = has("bank") && !masked.includes("{ledger}");
  return (
    masked.includes("{party}") &&
    isBank &&
    has("hold", "balance", "cash-hold") &&
    !OWING.some((word) => has(word))
  );
}

/** "what will they order next month": what is to be sold or bought is not forecast. */
function isTradeToCome(read: Read): boolean {
  const has = (...words: string[]): boolean => words.some((word) => read.meanings.includes(word));
  if (read.texts.some((word) => TURNS.get(word) === "last")) return false;
  return has("future") && has("bought", "sale") && !has("cash", "forecast", ...OWING);
}

const OWING =
  "pending owe owe-us we-owe due debtor creditor take give must must-take collect received came paid payment pay pay-us paid-in paid-out overdue late our by-whom to-whom".split(
    " ",
  );

/** After "leave": it is no day off. */
const LEFT_BESIDE = new Set(["out", "aside", "{party}", "{ledger}"]);

export function isVague(read: Read): boolean {
  return (
    read.unread.length === 0 &&
    read.mentions.length === 0 &&
    read.words.length > 0 &&
    read.words.length <= 9 &&
    read.meanings.some((meaning) => VAGUE_HEADS.has(meaning)) &&
    read.meanings.every((meaning) => VAGUE_WORDS.has(meaning))
  );
}

const VAGUE_HEADS = new Set([
  "compare",
  "balance",
  "account",
  "how-much",
  "top",
  "how-did",
  "how",
  "status",
  "lump",
  "data",
  "show",
  "trend",
  "position",
  "ledger",
  "difference",
]);
const VAGUE_WORDS = new Set([
  "ask",
  "balance",
  "total",
  "top",
  "{rows}",
  "how-did",
  "how",
  "we",
  "us",
  "our",
  "lump",
  "status",
  "show",
  "{time}",
  "class",
  "do",
  "good",
  "data",
  "which",
  "how-much",
  "good",
  "account",
  "trend",
  "position",
  "about",
  "count",
  "number",
  "future",
  "can",
  "left",
  "compare",
  "growth",
  "difference",
  "ledger",
  "who",
  "most",
]);

const TELLS_LITTLE = new Set([
  "ask",
  "{time}",
  "show",
  "which",
  "how-much",
  "we",
  "us",
  "our",
  "who",
  "when",
  "can",
  "about",
  "they",
  "number",
]);

/** Whether less is understood than is not, so that what is may be by chance. */
export function isMostlyUnread(read: Read): boolean {
  const known = new Set(
    read.meanings.filter((meaning) => !meaning.startsWith("~") && !TELLS_LITTLE.has(meaning)),
  );
  return read.unread.length > 0 && known.size <= read.unread.length;
}

const PER = new Set("per each every har by प्रति हर".split(" "));

const NEAR_NOW = new Set(["this", "is", "iss", "isi", "इस", "इसी", "current", "past", "running"]);

/** "per salesman", "last fortnight": taken apart by what is not known. */
export function isByUnknown(read: Read): boolean {
  return read.unread.some(({ text }) => {
    const at = read.texts.indexOf(text.toLowerCase().split(" ")[0] ?? "");
    const isTime = TURNS.has(read.texts[at - 1] ?? "") && !NEAR_NOW.has(read.texts[at - 1] ?? "");
    return isTime || PER.has(read.texts[at - 1] ?? "") || /^(wise|war|vaar)$/.test(read.texts[at + 1] ?? "");
  });
}
