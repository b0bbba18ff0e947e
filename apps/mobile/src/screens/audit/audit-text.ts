import { CorrectionKind, type CorrectionFact } from "@cfa/contract/corrections";
import type { AuditRow } from "@cfa/contract/audit";
import { formatRupees } from "@cfa/values/money";

import type { Catalogue } from "../../locale/en";
import { factText } from "../corrections/fact-text";

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

/** How the values are written that are more than a text. */
const FORMS: Readonly<Partial<Record<CorrectionFact["field"], CorrectionFact["form"]>>> = {
  amount: "money",
  open: "money",
  limit: "money",
  outstanding: "money",
  threshold: "money",
  dueDate: "day",
  day: "day",
  date: "day",
  rate: "percent",
};

/** The plain values of a JSON object in a row: sums as rupees, days in Indian order. */
function valuesIn(json: string | null, words: Catalogue): string {
  if (json === null) return "";
  const value: unknown = JSON.parse(json);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "";
  return Object.entries(value)
    .flatMap(([name, each]) => {
      if (Array.isArray(each)) return partsText(each);
      const { fields } = words.corrections;
      // What has no name for people says nothing to them.
      if (!Object.hasOwn(fields, name) || each === "") return [];
      if (typeof each !== "string" && typeof each !== "number") return [];
      const field = name as CorrectionFact["field"];
      // Within the books a receipt's amount is below zero.
      const value = field === "amount" ? String(each).replace("-", "") : String(each);
      return [`${fields[field]} ${factText({ field, form: FORMS[field] ?? "text" }, value, words)}`];
    })
    .join(", ");
}

function partsText(parts: readonly unknown[]): string[] {
  const text = parts
    .map(partText)
    .filter((part) => part !== "")
    .join(" + ");
  return text === "" ? [] : [text];
}

/** A part of a rematch, or what Tally has allocated. */
function partText(part: unknown): string {
  const { amount, name, bill } = part as { amount?: unknown; name?: unknown; bill?: { nameKey?: unknown } };
  if (typeof amount !== "string" || !/^-?\d+$/.test(amount)) return "";
  const about = typeof name === "string" ? name : bill?.nameKey;
  if (about === "") return ""; // on account
  return `${formatRupees(BigInt(amount.replace("-", "")))} ${typeof about === "string" ? about : ""}`.trim();
}
