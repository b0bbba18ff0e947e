import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { LINK_PLACE } from "./figures.ts";
import type { Said } from "./read-page.ts";

/* What the app's own words are: which of their numbers are fixed, and what stands on a Hindi page in Latin letters. */

type Language = "en" | "hi";

const [en, hi] = await Promise.all([catalogueOf("en"), catalogueOf("hi")]);

/** The app's words, and those that come with a page. The app's sources are checked by rules of their own: they are loaded by their place alone. */
async function catalogueOf(language: Language): Promise<unknown> {
  const folder = fileURLToPath(new URL("../../../apps/mobile/src/locale", import.meta.url));
  const words: Record<string, unknown> = { ...(await spokenIn(join(folder, `${language}.ts`), language)) };
  for (const name of readdirSync(folder)) {
    const place = join(folder, name, "words.ts");
    if (!existsSync(place)) continue;
    for (const spoken of Object.values((await import(place)) as Record<string, Record<Language, unknown>>))
      words[name] = spoken[language];
  }
  return words;
}

async function spokenIn(place: string, language: Language): Promise<object> {
  return ((await import(place)) as Record<Language, object>)[language];
}

/** Numbers in sentences that are made of parts: laws, forms, and by what the app itself goes. */
const NUMBERS: readonly RegExp[] = [
  /(?<!\d)(?:1–30|31–60|61–90)(?!\d)/g, // buckets of the ageing
  /(?:Over |> )90|90 (?:दिन )?से (?:ऊपर|अधिक)/g,
  /\b[Ii]n 30 days|30 दिन/g, // the nearer of the two spans of the forecast of cash
  /\b80 %/g, // the range that every forecast has
  /\b90 % (?:certainty|भरोसे)/g, // that of what offers brought
  /Form (?:16A|26AS)/g,
  /\bof 100\b|^100 में से/g, // of a risk
  /^[1-4]\.(?: |$)/, // steps
  /SHA-?256/g,
  /^\d+(?:\.\d)? [KM]B$/, // the size of a file, whose bytes are the answer's
  /^https?:\/\/\S+$/, // where the server is
  /from \d+(?:\.\d+){3}|\b\d+(?:\.\d+){3}\b/g, // an address on the network
];

/** Every sentence of a catalogue with its place; those with parts are called with some. */
function sentencesOf(part: unknown, place: string): { place: string; text: string; isFixed: boolean }[] {
  if (typeof part === "string") return [{ place, text: part, isFixed: true }];
  if (typeof part === "function") {
    return [{ place, text: String((part as (...parts: unknown[]) => unknown)(2, "x", "x")), isFixed: false }];
  }
  return Object.entries(part as object).flatMap(([name, inner]) =>
    sentencesOf(inner, place === "" ? name : `${place}.${name}`),
  );
}

/** Sentences and parts of them that are the same whatever the figures are. */
export function fixedIn(language: Language): (string | RegExp)[] {
  const whole = sentencesOf(language === "en" ? en : hi, "").filter(
    ({ isFixed, text }) => isFixed && /\d/.test(text),
  );
  return [...whole.map(({ text }) => text), ...NUMBERS];
}

/** Where each sentence stands in the catalogue: a page that shows such a place shows no sentence. */
export const KEYS: ReadonlySet<string> = new Set(
  sentencesOf(en, "")
    .map(({ place }) => place)
    .filter((place) => place.includes(".")),
);

/** Latin words that the Hindi catalogue has inside its sentences: names of programs, forms and formats; and the sizes of files. */
const TRADE: ReadonlySet<string> = new Set([
  ...sentencesOf(hi, "").flatMap(({ text }) => wordsOf(text)),
  "B",
  "KB",
  "MB",
  "GB",
  "English",
  "http",
]);

/** Fields of the answers whose text is a name of its own, or what a person or a published source has written. */
const NAMED =
  /^(?:name|aliases|party|number|type|reference|narration|phone|email|gstin|ledger|group|company|by|who|machine|version|product|release|person|owner|askedBy|createdBy|decidedBy|acceptedBy|marker|title|titles|samples|rows|reason|note|cells|files|file|userAgent|device|xml|bills|which|params|prefix|mask|shown|code|currency|voucherTypes|label|value|browser|system|lastFour|source|subject|proof|publisher|sha256|setupPath)$/;

/** What stood and what stands in the audit log: JSON as text. */
const JSONS = /^(?:before|after)$/;

/** Latin words on a Hindi page that are no name of the answers and no word of the trade, a line each. */
export function foreignWords(said: readonly Said[], answers: readonly unknown[]): string[] {
  const names = namesOf(answers);
  const problems = new Set<string>();
  for (const { text, where } of said) {
    if (!/[A-Za-z]/.test(text)) continue;
    let rest = text;
    for (const name of names) rest = rest.replaceAll(name, " ");
    for (const word of wordsOf(rest)) {
      if (!TRADE.has(word))
        problems.add(`${word}: not Hindi, in "${text.slice(0, 140)}" at ${where.slice(0, 2).join(" < ")}`);
    }
  }
  return [...problems];
}

function wordsOf(text: string): string[] {
  return text.match(/[A-Za-z]+/g) ?? [];
}

function namesOf(answers: readonly unknown[]): string[] {
  const names = new Set<string>();
  const visit = (value: unknown, key: string): void => {
    // A text of a message is in its own language, up to where its link goes and from there on.
    const texts = typeof value === "string" && /^(?:body|subject)$/.test(key) ? value.split(LINK_PLACE) : [];
    for (const part of texts) names.add(part.trim());
    if (typeof value === "string") {
      if (/[A-Za-z]/.test(value) && NAMED.test(key)) names.add(value);
      if (JSONS.test(key) && value.startsWith("{")) visit(JSON.parse(value), "");
    } else if (typeof value === "object" && value !== null) {
      const isOwn = Array.isArray(value) || key === "params";
      for (const [name, inner] of Object.entries(value)) visit(inner, isOwn ? key : name);
    }
  };
  for (const answer of answers) visit(answer, "");
  return [...names].filter((name) => name.length > 1).toSorted((a, b) => b.length - a.length);
}
