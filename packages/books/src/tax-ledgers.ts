import type { GroupPlace } from "./group-tree.ts";
import { plainWords } from "./name-key.ts";

/** What is known of a ledger below Duties & Taxes. Tally's export has no field for it, so words tell. */
export type TaxPlace = {
  tax: "cgst" | "sgst" | "igst" | "cess" | "gst" | null; // null: no GST by its name
  direction: "output" | "input" | null;
  directionBy: "group" | "name" | null;
};

const DUTIES = "Duties & Taxes";
const OUTPUT = /\b(output|outward)\b/;
const INPUT = /\b(input|inward|itc)\b/;
const TAXES = [
  [/\bcgst\b|\bcentral tax\b/, "cgst"],
  [/\b(sgst|utgst)\b|\bstate tax\b/, "sgst"],
  [/\bigst\b|\bintegrated tax\b/, "igst"],
  [/\bcess\b/, "cess"],
  [/\bgst\b/, "gst"],
] as const;

/** Whether a group is Duties & Taxes or stands below it, whatever people call it. */
export function isBelowDuties(place: Pick<GroupPlace, "reserved">): boolean {
  return place.reserved.includes(DUTIES);
}

/** Output or input by the groups below Duties & Taxes, else by the ledger's own name; the kind of tax by the name. */
export function taxPlace(name: string, groupPath: readonly string[]): TaxPlace {
  const words = plainWords(name);
  const tax = TAXES.find(([pattern]) => pattern.test(words))?.[1] ?? null;
  const byGroup = groupPath
    .map((group) => directionIn(plainWords(group)))
    .findLast((found) => found !== null);
  if (byGroup !== undefined) return { tax, direction: byGroup, directionBy: "group" };
  const byName = directionIn(words);
  return { tax, direction: byName, directionBy: byName === null ? null : "name" };
}

/** A name that says both or neither says nothing. */
function directionIn(words: string): TaxPlace["direction"] {
  const [isOutput, isInput] = [OUTPUT.test(words), INPUT.test(words)];
  if (isOutput === isInput) return null;
  return isOutput ? "output" : "input";
}
