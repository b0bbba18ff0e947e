import type { Captured } from "./parse/capture.ts";
import { nameKey } from "./fields/voucher-kind.ts";

/**
 * Collects signs that a file in Tally's import wrapper was written by hand or by a program that only imitates
 * Tally. One odd thing proves nothing; refused is what shows enough independent signs.
 */
export type HandMadeSigns = {
  /** An object that lies where Tally never puts one, such as directly below REQUESTDATA. */
  misplaced: number;
  /** PARENT, GROUP or AMOUNT written as an attribute of an object. */
  oddAttributes: number;
  /** Objects that lack what every export has: GUID, and VCHTYPE on a voucher. */
  withoutGuid: number;
  objects: number;
  comments: number;
  /** The declaration names an encoding, the header has a VERSION beside IMPORTDATA, a tag is in small letters. */
  declaredEncoding: boolean;
  versionInImport: boolean;
  smallLetters: boolean;
  /** Entries whose sign agrees or disagrees with ISDEEMEDPOSITIVE. */
  entriesRight: number;
  entriesInverted: number;
  /** Opening balances of asset and liability ledgers on their usual or on the other side. */
  openingsRight: number;
  openingsInverted: number;
};

/** A count of nothing yet. */
export function noSigns(): HandMadeSigns {
  return {
    misplaced: 0,
    oddAttributes: 0,
    withoutGuid: 0,
    objects: 0,
    comments: 0,
    declaredEncoding: false,
    versionInImport: false,
    smallLetters: false,
    entriesRight: 0,
    entriesInverted: 0,
    openingsRight: 0,
    openingsInverted: 0,
  };
}

const ENOUGH = 4;

/**
 * Whether the signs suffice. A strong sign counts 2, a weak one 1, and the weak ones together at most 2, so
 * that it always takes a strong sign and something independent of it. Entries with inverted signs in number
 * are enough alone: taking such a file in would turn every figure round.
 */
export function isHandMade(signs: HandMadeSigns): boolean {
  if (signs.objects === 0) return false;
  const inverted = mostly(signs.entriesInverted, signs.entriesRight);
  if (inverted && signs.entriesInverted >= 10 && signs.entriesInverted >= signs.entriesRight * 4) return true;
  const strong = [
    signs.misplaced > 0,
    signs.oddAttributes > 0,
    signs.smallLetters,
    inverted || mostly(signs.openingsInverted, signs.openingsRight),
  ];
  const weak = [
    signs.withoutGuid === signs.objects,
    signs.comments > 0,
    signs.declaredEncoding,
    signs.versionInImport,
  ];
  return 2 * countTrue(strong) + Math.min(2, countTrue(weak)) >= ENOUGH;
}

/** Notes what an object's attributes and place say. */
export function noteObject(signs: HandMadeSigns, object: { node: Captured; misplaced: boolean }): void {
  signs.objects += 1;
  if (object.misplaced) signs.misplaced += 1;
  if ((object.node.text.get("GUID") ?? "").trim() === "") signs.withoutGuid += 1;
  const { attributes } = object.node;
  if ("PARENT" in attributes || "GROUP" in attributes || "AMOUNT" in attributes || "GUID" in attributes) {
    signs.oddAttributes += 1;
  }
}

/** Notes whether an entry's sign agrees with its side; a real file disagrees now and then, never as a rule (A5). */
export function noteEntry(signs: HandMadeSigns, paise: string, isDeemedPositive: boolean | undefined): void {
  if (paise === "0" || isDeemedPositive === undefined) return;
  if (paise.startsWith("-") === isDeemedPositive) signs.entriesRight += 1;
  else signs.entriesInverted += 1;
}

const DEBIT_GROUPS = new Set(
  ["Sundry Debtors", "Cash-in-Hand", "Bank Accounts", "Fixed Assets", "Stock-in-Hand", "Investments"].map(
    nameKey,
  ),
);

/** Notes on which side an asset's opening balance stands; credit in nearly all of them is another sign convention. */
export function noteOpening(signs: HandMadeSigns, node: Captured, opening: string): void {
  if (opening === "0") return;
  const parent = node.attributes["PARENT"] ?? node.text.get("PARENT") ?? "";
  if (!DEBIT_GROUPS.has(nameKey(parent))) return;
  if (opening.startsWith("-")) signs.openingsRight += 1;
  else signs.openingsInverted += 1;
}

function mostly(wrong: number, right: number): boolean {
  return wrong >= 3 && wrong > right * 2;
}

function countTrue(list: readonly boolean[]): number {
  return list.filter(Boolean).length;
}
