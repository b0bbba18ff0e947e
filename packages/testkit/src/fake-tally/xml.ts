import { toRupees, type Paise } from "@cfa/values/money";

/** The end of a line, as Tally on Windows writes it. */
export const LINE = "\r\n";

const SPECIAL = /[&<>"'\r\n]/;

/** Text as Tally writes it into elements and attributes; line ends inside text become references. */
export function escape(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;")
    .replaceAll("\r", "&#13;")
    .replaceAll("\n", "&#10;");
}

/** A reserved word: Tally marks it with the character 4, which XML does not allow. */
export function reserved(word: string): string {
  return `&#4; ${word}`;
}

/** `<NAME TYPE="Amount">-12.50</NAME>`: a field that was asked for carries its type. */
export function typed(name: string, type: string, escaped: string): string {
  return `<${name} TYPE="${type}">${escaped}</${name}>`;
}

export function plain(name: string, escaped: string): string {
  return escaped === "" ? `<${name}/>` : `<${name}>${escaped}</${name}>`;
}

export function yesNo(value: boolean): string {
  return value ? "Yes" : "No";
}

/** Rupees with two decimals; debit negative. */
export function amountText(amount: Paise): string {
  return toRupees(amount);
}
