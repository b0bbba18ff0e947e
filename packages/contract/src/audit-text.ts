import { formatDay, parseLocalDate } from "@cfa/values/local-date";
import { formatRupees } from "@cfa/values/money";

import type { AuditRow } from "./audit.ts";
import type { AuditWords } from "./audit-words.ts";

const SUMS: ReadonlySet<string> = new Set(["amount", "open", "limit", "outstanding", "overdue", "threshold"]);

const RATES: ReadonlySet<string> = new Set(["rate", "costOfCash", "discount"]); // hundredths of a percent

/**
 * What an entry of the audit log says stood or stands there, from its JSON, as people read it, in the order of the words. What has no
 * name for people is left out.
 */
export function saidText(json: string | null, words: AuditWords): string {
  if (json === null) return "";
  const said: unknown = JSON.parse(json);
  if (typeof said === "string") return wordOf(said, words);
  if (typeof said !== "object" || said === null || Array.isArray(said)) return "";
  const values = said as Readonly<Record<string, unknown>>;
  const texts = Object.entries(words.fields).flatMap(([field, name]) => {
    const text = valueText(field, values[field], words);
    return text === "" ? [] : [`${name} ${text}`];
  });
  return [...partsText(values["parts"] ?? values["allocations"]), ...texts].join(", ");
}

/** What an entry is about, the widest first: of what kind, of whom, of which bill. */
export function aboutTexts(
  { action, params }: Pick<AuditRow, "action" | "params">,
  words: AuditWords,
): string[] {
  const role = action.startsWith("member.") ? nameOf(words.values, params["role"]) : "";
  const plain = ["on", "marker", "bill", "objects", "member", "email", "key", "machine", "books", "name"];
  const way = nameOf(words.values, params["way"]);
  const texts = [nameOf(words.kinds, params["kind"]), ...plain.map((each) => params[each] ?? ""), role, way];
  return texts.filter((text) => text !== "");
}

/** The word for a code; empty where there is none. */
export function nameOf(words: Readonly<Record<string, string>>, code: string | undefined): string {
  return code !== undefined && Object.hasOwn(words, code) ? (words[code] ?? "") : "";
}

function valueText(field: string, value: unknown, words: AuditWords): string {
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.map((each) => wordOf(String(each), words)).join(", ");
  if (typeof value === "object" && value !== null) return nameIn(value) || byCodes(value, words);
  if (typeof value !== "string" && typeof value !== "number") return "";
  const text = String(value);
  // Within the books a receipt's amount is below zero.
  if (SUMS.has(field)) return formatRupees(BigInt(field === "amount" ? text.replace("-", "") : text));
  if (RATES.has(field)) return `${Number(value) / 100} %`;
  const day = parseLocalDate(text);
  return day.ok ? formatDay(day.value) : wordOf(text, words);
}

function wordOf(text: string, words: AuditWords): string {
  return nameOf(words.values, text) || text;
}

/** What stands under codes that have a word, such as the classes of parties. */
function byCodes(value: object, words: AuditWords): string {
  const texts = Object.entries(value).flatMap(([code, under]) => {
    const [name, text] = [nameOf(words.values, code), valueText(code, under, words)];
    return name === "" || text === "" ? [] : [`${name}: ${text}`];
  });
  return texts.length === 0 ? "" : `(${texts.join("; ")})`;
}

/** A ledger that was put together with another. */
function nameIn(value: object): string {
  const { name } = value as { name?: unknown };
  return typeof name === "string" ? name : "";
}

type Part = { amount: string; name?: string; bill?: { nameKey: string } };

/** The parts of a match, or what Tally has allocated; what is on account is no part. */
function partsText(parts: unknown): string[] {
  if (!Array.isArray(parts)) return [];
  const texts = (parts as Part[]).flatMap(({ amount, name, bill }) => {
    const about = name ?? bill?.nameKey ?? "";
    return about === "" ? [] : [`${formatRupees(BigInt(amount.replace("-", "")))} ${about}`];
  });
  return texts.length === 0 ? [] : [texts.join(" + ")];
}
