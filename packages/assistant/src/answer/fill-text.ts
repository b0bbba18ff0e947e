import { fail, ok, type Result } from "@cfa/values/result";

/** Why a text written by a language model is not shown. */
export type TextFault = "empty" | "too-long" | "number" | "unknown-place" | "markup" | "no-figure";

const PLACE = /\{([a-z0-9][a-z0-9.-]{0,60})\}/g;
const MOST_CHARS = 2_000;
/** Links, pictures, tags and code: what a reader's device might act upon. */
const MARKUP = /https?:|www\.|\]\(|!\[|<[a-z/!]|```|javascript:|data:/i;
/** A figure in words is a figure; so is "nothing". */
const NUMBER_WORDS = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:${[
    "zero|nil|nothing|none|half|third|quarter|double|twice|triple|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety",
    "hundreds?|thousands?|lakhs?|lacs?|crores?|millions?|billions?|percent|teen|char|paanch|panch|bees|pachas|sau|hazaar|hazar|shunya|aadha",
    "शून्य|कुछ नहीं|तीन|चार|पाँच|पांच|छह|सात|आठ|नौ|दस|बीस|तीस|चालीस|पचास|सौ|हज़ार|हजार|लाख|करोड़|आधा",
  ].join("|")})(?![\\p{L}\\p{M}])`,
  "iu",
);

/**
 * A text of a language model with the cells that it names in their places: "{r1.open}" becomes what that cell says. A text that has a number of its own, in digits or in
 * words, names a place that is not there, or has anything but plain text in it is refused: nobody checks a model's sums, so it writes none.
 */
export function fillText(
  template: string,
  places: ReadonlyMap<string, string>,
  { needsFigure }: { needsFigure: boolean },
): Result<string, TextFault> {
  const text = template.trim();
  if (text === "") return fail("empty");
  if (text.length > MOST_CHARS) return fail("too-long");
  if (MARKUP.test(text)) return fail("markup");
  const bare = text.replaceAll(PLACE, " ");
  if (/[{}]/.test(bare)) return fail("unknown-place");
  if (/\p{N}/u.test(bare) || NUMBER_WORDS.test(bare)) return fail("number");
  const named = [...text.matchAll(PLACE)].map(([, place]) => place ?? "");
  if (named.some((place) => !places.has(place))) return fail("unknown-place");
  if (needsFigure && named.length === 0) return fail("no-figure");
  return ok(text.replaceAll(PLACE, (_, place: string) => places.get(place) ?? ""));
}
