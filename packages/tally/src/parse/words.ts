import { RESERVED_MARK } from "./clean.ts";

/** The reserved values that mean "none"; a leading blank is what is left of a mark some editor took out. */
const UNMARKED = /^\s(?:Primary|Not Applicable|Not Available|Any|Not Specified|Undefined|None)$/;
const ANY_MARK = new RegExp(RESERVED_MARK, "g");

/** Whether Tally itself wrote this value as a reserved word, not the user as a name (A1). */
export function isReserved(text: string): boolean {
  return text.trimStart().startsWith(RESERVED_MARK) || UNMARKED.test(text);
}

/** A text without blanks around it and without marks; undefined when empty or reserved. */
export function readText(text: string | undefined): string | undefined {
  if (text === undefined || isReserved(text)) return undefined;
  const plain = (text.includes(RESERVED_MARK) ? text.replace(ANY_MARK, "") : text).trim();
  return plain === "" ? undefined : plain;
}

/** Yes/No, 1/0, true/false; undefined for anything else. */
export function readFlag(text: string | undefined): boolean | undefined {
  const word: string = (text ?? "").trim().toLowerCase();
  switch (word) {
    case "yes":
    case "1":
    case "true":
      return true;
    case "no":
    case "0":
    case "false":
      return false;
    default:
      return undefined;
  }
}

/** A whole number from 0, often padded (" 6706"); undefined for anything else. */
export function readCount(text: string | undefined): number | undefined {
  if (text === undefined || !/^\s*\d{1,15}\s*$/.test(text)) return undefined;
  return Number(text);
}
