import { CorrectionKind } from "@cfa/contract/corrections";
import type { AuditRow } from "@cfa/contract/audit";
import { formatRupees } from "@cfa/values/money";

import type { Catalogue } from "../../locale/en";
import { dayText } from "../../locale/moment-text";

/** What was done, after the name of who did it: "undid · Due date · Ram & Sons, INV-1". */
export function auditText(row: AuditRow, words: Catalogue): string {
  const { actions } = words.corrections.audit;
  const did = Object.hasOwn(actions, row.action)
    ? actions[row.action as keyof typeof actions]
    : actions.other;
  const kind = CorrectionKind.safeParse(row.params["kind"]).data;
  const about = [
    kind === undefined ? "" : words.corrections.kinds[kind],
    row.params["on"] ?? "",
    row.params["marker"] ?? "",
    row.params["bill"] ?? "",
    row.params["objects"] ?? "",
  ];
  return [did, ...about.filter((part) => part !== "")].join(" · ");
}

/** What stood there before and what stands there since; empty where an entry does not say. */
export function changeText(row: AuditRow, words: Catalogue): string {
  const [before, after] = [valuesIn(row.before, words), valuesIn(row.after, words)];
  if (before === "" && after === "") return "";
  const { nothing, audit } = words.corrections;
  return audit.change(before === "" ? nothing : before, after === "" ? nothing : after);
}

const MONEY: ReadonlySet<string> = new Set([
  "amount",
  "open",
  "limit",
  "outstanding",
  "overdue",
  "threshold",
]);

/** The plain values of a JSON object in a row: sums as rupees, days in Indian order. */
function valuesIn(json: string | null, words: Catalogue): string {
  if (json === null) return "";
  const value: unknown = JSON.parse(json);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "";
  return Object.entries(value)
    .flatMap(([name, each]) => {
      const text = plainText(name, each);
      if (text === "") return [];
      const { fields } = words.corrections;
      if (Object.hasOwn(fields, name)) return [`${fields[name as keyof typeof fields]} ${text}`];
      return Array.isArray(each) ? [text] : []; // what has no name for people says nothing to them
    })
    .join(", ");
}

function plainText(name: string, value: unknown): string {
  if (Array.isArray(value)) {
    return value
      .map((each: unknown) => partText(each))
      .filter((text) => text !== "")
      .join(" + ");
  }
  if (typeof value !== "string" && typeof value !== "number") return "";
  const text = String(value);
  if (MONEY.has(name) && /^-?\d+$/.test(text)) return formatRupees(BigInt(text.replace("-", "")));
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dayText(text);
  return text;
}

/** A part of a rematch, or what Tally has allocated. */
function partText(part: unknown): string {
  const { amount, name, bill } = part as { amount?: unknown; name?: unknown; bill?: { nameKey?: unknown } };
  if (typeof amount !== "string" || !/^-?\d+$/.test(amount)) return "";
  const about = typeof name === "string" ? name : bill?.nameKey;
  if (about === "") return ""; // on account
  return `${formatRupees(BigInt(amount.replace("-", "")))} ${typeof about === "string" ? about : ""}`.trim();
}
