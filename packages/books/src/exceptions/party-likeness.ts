import type { LikenessEvidence } from "@cfa/contract/exceptions";

/** What of a party tells whether it is another one written twice. */
export type PartyIdentity = {
  readonly name: string;
  readonly gstin: string | null;
  readonly phone: string | null;
};

const LEAST_SOUND = 4; // consonants; shorter skeletons are alike by chance

/** What a firm's name says of its form, not of the firm. */
const FORM_WORDS = new Set(
  "m s ms messrs the and co company pvt private ltd limited llp inc corp corporation p".split(" "),
);

/**
 * What speaks for several parties being one and the same: strongest first, empty when nothing does. A GSTIN says the same firm in
 * the same state, a PAN (within the GSTIN) the same firm.
 */
export function likenessOf(parties: readonly PartyIdentity[]): LikenessEvidence[] {
  const found: LikenessEvidence[] = [];
  if (agree(parties, gstinOf)) found.push("gstin");
  else if (agree(parties, panOf)) found.push("pan");
  if (agree(parties, phoneOf)) found.push("phone");
  if (agree(parties, (party) => plainName(party.name))) found.push("same-name");
  else if (agree(parties, (party) => soundOf(party.name))) found.push("nearly-same-name");
  return found;
}

/** What two parties must share to be looked at together; each key has its kind in front. */
export function likenessKeys(party: PartyIdentity): string[] {
  const keys: [string, string | null][] = [
    ["pan", panOf(party)],
    ["phone", phoneOf(party)],
    ["sound", soundOf(party.name)],
    ["name", plainName(party.name)],
  ];
  return keys.flatMap(([kind, key]) => (key === null ? [] : [`${kind} ${key}`]));
}

function agree(parties: readonly PartyIdentity[], of: (party: PartyIdentity) => string | null): boolean {
  const [first] = parties;
  const wanted = first === undefined ? null : of(first);
  return wanted !== null && parties.every((party) => of(party) === wanted);
}

function gstinOf({ gstin }: PartyIdentity): string | null {
  const text = gstin?.trim().toUpperCase() ?? "";
  return /^\d{2}[A-Z]{5}\d{4}[A-Z][A-Z\d]{3}$/.test(text) ? text : null;
}

function panOf(party: PartyIdentity): string | null {
  return gstinOf(party)?.slice(2, 12) ?? null;
}

/** The last ten digits: with or without country code and blanks. */
function phoneOf({ phone }: PartyIdentity): string | null {
  const digits = phone?.replaceAll(/\D/g, "") ?? "";
  return digits.length >= 10 ? digits.slice(-10) : null;
}

/** "M/s. Ram & Sons Pvt. Ltd." and "RAM AND SONS" are both "ramsons". */
function plainName(name: string): string | null {
  const words = wordsOf(name);
  return words.length === 0 ? null : words.join("");
}

/**
 * How a Latin name sounds: words in order of letters, vowels and doubled letters gone, letters alike that are written for one another
 * ("Krishna Traders" and "Traders Krishnaa", "Vijay" and "Wijay"). Null where too little is left, or in another script.
 */
function soundOf(name: string): string | null {
  const words = wordsOf(name).toSorted();
  if (words.some((word) => !/^[a-z\d]+$/.test(word))) return null;
  const sounds = words.map((word) =>
    word
      .replaceAll("ph", "f")
      .replaceAll("w", "v")
      .replaceAll("z", "j")
      .replaceAll("ee", "i")
      .replaceAll(/(?<=[bcdgjkpst])h/g, "")
      .replaceAll(/(?!^)[aeiouy]/g, "")
      .replaceAll(/(.)\1+/g, "$1"),
  );
  const joined = sounds.join(" ");
  return joined.replaceAll(/[^a-z\d]/g, "").length < LEAST_SOUND ? null : joined;
}

function wordsOf(name: string): string[] {
  const lower = name.normalize("NFC").toLowerCase();
  return (lower.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).filter((word) => !FORM_WORDS.has(word));
}
