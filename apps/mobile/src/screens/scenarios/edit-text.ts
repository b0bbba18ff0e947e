import type { ScenarioEdit, ScenarioResult } from "@cfa/contract/cash-scenarios";

import type { Catalogue } from "../../locale/en";
import { dayText } from "../../locale/moment-text";
import { short } from "../cash/cash-figures";

const NAMED: ReadonlySet<ScenarioEdit["kind"]> = new Set(["party-later", "offer", "delay-payable"]);

/** An edit in one line, with the names of what it is about; its kind alone while they are not known, or not any more. */
export function editText(
  edit: ScenarioEdit,
  named: ScenarioResult["about"][number] | undefined,
  words: Catalogue,
): string {
  const { line, kinds } = words.cash.scenarios;
  const about = [named?.party, ...(edit.kind === "delay-payable" ? (named?.bills ?? []) : [])]
    .filter(Boolean)
    .join(" · ");
  if (about === "" && NAMED.has(edit.kind)) return kinds[edit.kind];
  switch (edit.kind) {
    case "party-later":
      return line["party-later"](about, edit.days);
    case "offer":
      return line.offer(about, edit.billIds.length, percentText(-edit.percent));
    case "delay-payable":
      return line["delay-payable"](about, dayText(edit.to));
    case "sales":
      return line.sales(percentText(edit.percent));
    case "loan":
      return line.loan(short(edit.amount, words), dayText(edit.day));
    case "hire":
      return line.hire(short(edit.monthly, words), dayText(edit.from));
    case "one-off":
      return line["one-off"](short(edit.amount, words), dayText(edit.day));
  }
}

/** Hundredths of a percent with a sign: "+12.5 %". */
function percentText(percent: number): string {
  return `${percent > 0 ? "+" : "−"}${Math.abs(percent) / 100} %`;
}
