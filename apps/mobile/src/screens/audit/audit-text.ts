import type { AuditRow } from "@cfa/contract/audit";
import { aboutTexts, nameOf, saidText } from "@cfa/contract/audit-text";

import type { Catalogue } from "../../locale/en";

/** What was done, after the name of who did it: "undid · Due date · Ram & Sons, INV-1". */
export function auditText(row: AuditRow, words: Catalogue): string {
  const { audit } = words.corrections;
  const { params } = row;
  const did = nameOf(audit.words.actions, row.action) || audit.other;
  const report = nameOf(words.reports.names, params["report"]);
  const about = [report, report === "" ? "" : (params["format"]?.toUpperCase() ?? "")];
  return [did, ...aboutTexts(row, audit.words), ...about.filter((part) => part !== "")].join(" · ");
}

/** What stood there before and what stands there since; empty where an entry does not say. */
export function changeText(row: AuditRow, words: Catalogue): string {
  const { nothing, audit } = words.corrections;
  const [before, after] = [saidText(row.before, audit.words), saidText(row.after, audit.words)];
  if (before === "" && after === "") return "";
  return audit.change(before === "" ? nothing : before, after === "" ? nothing : after);
}
