import type { Read } from "./read/read-question.ts";
import { HINDI_WRITES, IGNORE, RULES, WRITES } from "./words/order-words.ts";

/** Why a question is not answered whatever it names: it would change something, it is after our rules, or after another company. */
export type Refusal = "write" | "rules" | "others";

const RULED = new Set(
  "rules rule restrictions guidelines instructions limits safety नियम above previous everything".split(" "),
);
const PROMPTED = new Set("prompt niyam niyamon system andar".split(" "));
const COMPANY = new Set(
  "company companies business businesses organisation organization tenant tenants firms workspace कंपनी कंपनियों कंपनियां कंपनियाँ companyid".split(
    " ",
  ),
);
const OTHER = new Set(
  "other others another all every different doosri dusri doosre dusre sabhi switch id competitor's friend friends someone दूसरी दूसरे सभी सारी सारे saari sari saare neighbouring each".split(
    " ",
  ),
);
const USERS = new Set("users user tenants logins subscribers".split(" "));
const DOING = new Set("karo kardo kar do de dijiye dena kijiye करो कर दो दे दीजिए कीजिए karna".split(" "));
const POLITE = new Set(
  "please pls plz kindly can could you now just also and then go ahead i want to need ok okay hey hi let us lets would".split(
    " ",
  ),
);
const CHANGED = new Set(
  "voucher bill party ledger transaction offer remind discount data account ~journal payment collect number supplier balance message".split(
    " ",
  ),
);

/** "gave us business": what was bought, and no company. */
const TRADED =
  /\b(?:gave|give|gives|given|giving|did|do|does|doing|done) (?:us |me )?(?:much |more |any |no )?business\b/g;
const AS_OTHERS =
  /\bas tenant\b|\btenant [a-z0-9]\b|\blog(?: me)? in as\b|\blogin as\b|\blog(?: me)? (?:in|into) (?:company|another|other|tenant)\b|\b(?:other|another) shops?\b|\b(?:shops?|firms?) register(?:ed)?\b|\bfirms? (?:that|who|which) uses?\b/;

/** Whether a question is to be refused, by what it wants done; names are no part of that. */
export function refusalOf(read: Read): Refusal | null {
  const words = read.besidesNames.join(" ").replaceAll(TRADED, " ").split(" ");
  const has = (set: ReadonlySet<string>): boolean => words.some((word) => set.has(word));
  const hasParty = read.masked.includes("{party}");
  if ((has(IGNORE) && (has(RULED) || has(PROMPTED))) || has(RULES) || isRoleGiven(words)) return "rules";
  if (/company[_ -]?id|tenant[_ -]?id/i.test(read.question)) return "others";
  if (!hasParty && has(COMPANY) && (has(OTHER) || /switch/i.test(read.question))) return "others";
  if (has(COMPANY) && words.some((word) => word === "switch" || word === "app")) return "others";
  if (/\b(data of others?|others? data|other clients?|dus?re client|doosre client)\b/.test(words.join(" ")))
    return "others";
  if (AS_OTHERS.test(words.join(" "))) return "others";
  if (has(USERS) && words.some((word) => ["other", "all", "another", "app", "others"].includes(word)))
    return "others";
  return isWrite(read) ? "write" : null;
}

function isRoleGiven(words: readonly string[]): boolean {
  const text = words.join(" ");
  return /\b(you are now|act as|pretend|api keys?|select from|your rules|your configuration|who made you|reveal your|print your|system message|system prompt|your prompt|the prompt(?! (?:class|payers?|customers?|parties|paying)\b)|hidden prompt|(?:drop|break|leave) (?:every|all|any|the|your) (?:\w+ )?rules?|everything (?:written )?above|setup text|text above|select .+ from)\b/.test(
    text,
  );
}

/** An order to change something: a verb of it first ("delete …", "please mark …"), or, in Hindi, last ("… delete karo"). */
function isWrite(read: Read): boolean {
  if (read.meanings.includes("write-off") || ORDERS.test(read.masked.join(" "))) return true;
  return !read.meanings.includes("chart") && (isOrder(read) || isHindiOrder(read));
}

const ORDERS =
  /(?:^|\s)(?:write (?:it|them|this|that|these|the \w+|\{\w+\}) off|as bad debts?|bad debts? (?:me|mein|में) (?:daal|dal|daalo|dalo|karo|kar)|(?:remove|delete|erase|wipe|strike) (?:\w+ ){1,2}?(?:from|out of|off|in) (?:the |our |my )?(?:books?|records?|tally|system|accounts?|data)|pass an? (?:\w+ )?(?:entry|journal|voucher)|(?:बिल|एंट्री|वाउचर|रसीद|इनवॉइस) (?:बना|काट|डाल|हटा|मिटा) (?:दो|दे|दीजिए)|make an? (?:\w+ )?entry|(?:zero|nil|khatam|शून्य|खत्म|जीरो) (?:kar|कर)|naam badal|nam badal|नाम बदल|name badal|(?:bill|invoice|entry|voucher|receipt|challan) (?:banao|bana do|bana de|banado|kaat do|kat do|daal do|dal do|chadha do|likh do)|as paid|as received|mark karo?|paid kar|(?:\{(?:voucher|bill)\}|voucher|bill|entry|invoice) (?:(?:ko|wala|wali) )?(?:hata|mita|udaa?|delete|cancel) (?:do|de|kar|karo|dena|dijiye)|badal (?:ke|kar|do|de|dena|dijiye)|बदल (?:कर|दो|के)|maaf|माफ|pass an? (?:journal )?entry|make an? (?:journal )?entry|credit limit (?:of|to)|set the|change the (?:amount|date|name|due|price|limit|narration)|change \{\w+\} to|(?:remove|delete) \{(?:party|voucher|bill)\} from)(?=\s|$)/;

function isOrder({ masked, besidesNames, meanings, texts }: Read): boolean {
  const at = besidesNames.findIndex((word) => !POLITE.has(word));
  const start = besidesNames[at] ?? "";
  // "HDFC book for October" begins with a name.
  if (texts.find((word) => !POLITE.has(word)) !== start) return false;
  const next = masked[masked.indexOf(start) + 1] ?? "";
  // "Book balance of HDFC": what stands in the books.
  if (
    start === "book" &&
    /^balances? (?:of|in|as|at|on|for|\{)/.test(masked.slice(masked.indexOf(start) + 1).join(" "))
  )
    return false;
  if (start === "pay") return next.startsWith("{") || next === "the";
  if (start === "send") return meanings.some((meaning) => meaning === "remind" || meaning === "message");
  if (start === "change" || start === "remove" || start === "put")
    return meanings.some((meaning) => ["{voucher}", "{bill}", "voucher", "~new"].includes(meaning));
  const isOfBooks = meanings.some((meaning) => CHANGED.has(meaning) || NAMED.has(meaning));
  return WRITES.has(start) && at <= FIRST_WORDS && isOfBooks;
}

const FIRST_WORDS = 6;
const NAMED = new Set(["{party}", "{voucher}", "{bill}", "{stray}", "{ledger}"]);
const ASKING = ["how-much", "who", "when", "which", "how-long", "count", "draft"];
const CHANGED_LAST = new Set(
  "{voucher} {bill} {stray} voucher bill remind message offer discount ledger transaction payment number".split(
    " ",
  ),
);

function isHindiOrder({ masked, meanings }: Read): boolean {
  if (
    /\b(?:list|report|statement|soochi|suchi|सूची|लिस्ट) (?:bhej|bhejo|bhejna|bana|banao|de do|do)\b/.test(
      masked.join(" "),
    )
  )
    return false;
  const doing = masked.findLastIndex((word) => HINDI_WRITES.has(word));
  if (doing === -1 || ASKING.some((meaning) => meanings.includes(meaning))) return false;
  const isLast = masked.slice(doing + 1).every((word) => DOING.has(word) || POLITE.has(word));
  return isLast && meanings.some((meaning) => CHANGED_LAST.has(meaning));
}
