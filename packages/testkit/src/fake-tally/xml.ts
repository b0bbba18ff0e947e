import { toTallyDayNumber, type LocalDate } from "@cfa/values/local-date";
import { toRupees, type Paise } from "@cfa/values/money";

/** A value of an object: its tag, Tally's type (empty: none is written) and its text, not yet escaped. */
export type Cell = {
  readonly tag: string;
  readonly type: string;
  readonly text: string;
  readonly attributes?: string;
};

/** An object as a tree: cells, and lists of further objects under their tag. Keys are lower-case field names. */
export type Node = {
  readonly cells: Readonly<Record<string, Cell>>;
  readonly lists?: Readonly<Record<string, { readonly tag: string; readonly rows: readonly Node[] }>>;
};

/** In front of words that are Tally's own and not a user's. */
export const RESERVED = "\u0004 ";

/** Text as Tally writes it: the mark before reserved words as a reference that XML 1.0 does not allow. */
export function escapeText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;")
    .replaceAll("\u0004", "&#4;")
    .replaceAll("\r\n", "&#13;&#10;");
}

export function textCell(tag: string, text: string): Cell {
  return { tag, type: "String", text };
}

/** Numbers are padded with a blank in front. */
export function numberCell(tag: string, value: number): Cell {
  return { tag, type: "Number", text: ` ${value}` };
}

export function amountCell(tag: string, value: Paise, foreign?: string): Cell {
  return { tag, type: "Amount", text: foreign ?? toRupees(value) };
}

export function logicalCell(tag: string, value: boolean): Cell {
  return { tag, type: "Logical", text: value ? "Yes" : "No" };
}

export function dateCell(tag: string, date: LocalDate | null): Cell {
  return { tag, type: "Date", text: date === null ? "" : tallyDay(date) };
}

/** A credit period: so many days after the base day, whose number stands beside it. */
export function periodCell(tag: string, days: number | null | undefined, base: LocalDate): Cell {
  if (days === null || days === undefined) return { tag, type: "Due Date", text: "" };
  const text = `${days} Days`;
  return { tag, type: "Due Date", text, attributes: ` JD="${toTallyDayNumber(base)}" P="${text}"` };
}

/** "20250401". */
export function tallyDay(date: LocalDate): string {
  return date.replaceAll("-", "");
}

/** "1-Apr-25", as reports write days. */
export function reportDay(date: LocalDate): string {
  const month = MONTHS[Number(date.slice(5, 7)) - 1];
  return `${Number(date.slice(8, 10))}-${month}-${date.slice(2, 4)}`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Which of an object's fields were asked for; `null` below a name stands for the plain field. */
export type Fields = { readonly cells: readonly string[]; readonly lists: ReadonlyMap<string, Fields> };

/** Dotted paths as a tree. */
export function fieldTree(paths: readonly string[]): Fields {
  const below = new Map<string, string[]>();
  const cells: string[] = [];
  for (const path of paths) {
    const dot = path.indexOf(".");
    if (dot < 0) cells.push(path);
    else below.set(path.slice(0, dot), [...(below.get(path.slice(0, dot)) ?? []), path.slice(dot + 1)]);
  }
  return { cells, lists: new Map([...below].map(([name, rest]) => [name, fieldTree(rest)])) };
}

/** The asked fields of an object as XML, one line each. Fields it does not have are left out; empty lists are blanks. */
export function writeNode(node: Node, fields: Fields, indent: string): string {
  let xml = "";
  for (const name of fields.cells) {
    const cell = node.cells[name];
    if (cell === undefined) continue;
    const type = cell.type === "" ? "" : ` TYPE="${cell.type}"`;
    xml += `${indent}<${cell.tag}${type}${cell.attributes ?? ""}>${escapeText(cell.text)}</${cell.tag}>\r\n`;
  }
  for (const [name, inner] of fields.lists) {
    const list = node.lists?.[name];
    if (list === undefined) continue;
    if (list.rows.length === 0) xml += `${indent}<${list.tag}>      </${list.tag}>\r\n`;
    for (const row of list.rows) {
      xml += `${indent}<${list.tag}>\r\n${writeNode(row, inner, `${indent} `)}${indent}</${list.tag}>\r\n`;
    }
  }
  return xml;
}
