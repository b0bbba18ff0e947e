import { parseRupees, type Paise } from "@cfa/values/money";

import { writtenReply } from "./plain-reply.ts";

const UNIT = "(\\s*(?:lakhs?|lacs?|लाख|crores?|cr|करोड़|करोड़|thousand|हज़ार|हजार|k)(?![\\p{L}\\p{M}]))?";
const NUMBER = "(\\d[\\d,]{0,17}(?:\\.\\d{1,2})?)";
const MARKED = new RegExp(`(?:rs\\.?|inr|₹|रु\\.?|रुपये|रुपए)\\s*${NUMBER}${UNIT}`.normalize("NFKC"), "u");
const AFTER = new RegExp(
  `(?<![\\d.,/-])${NUMBER}(?:${UNIT}\\s*(?:/-|rupees|rupaye|रुपये|रुपए))`.normalize("NFKC"),
  "u",
);
const IN_LAKHS = new RegExp(
  `(?<![\\d.,/-])${NUMBER}(\\s*(?:lakhs?|lacs?|लाख|crores?|करोड़))`.normalize("NFKC"),
  "u",
);

/** The sum a reply names, where a sign or a word says that it is one; null: none. */
export function amountIn(text: string): Paise | null {
  const written = writtenReply(text);
  const match = MARKED.exec(written) ?? AFTER.exec(written) ?? IN_LAKHS.exec(written);
  if (!match) return null;
  const amount = parseRupees((match[1] ?? "").replace(/,+$/, ""));
  return amount.ok && amount.value > 0n ? amount.value * timesOf((match[2] ?? "").trim()) : null;
}

function timesOf(unit: string): bigint {
  if (/^(?:lakhs?|lacs?|लाख)$/u.test(unit)) return 100_000n;
  if (/^(?:cr|crores?)$/.test(unit) || unit.startsWith("कर")) return 10_000_000n;
  return unit === "" ? 1n : 1_000n;
}
