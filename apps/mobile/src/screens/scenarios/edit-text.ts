import type { ScenarioEdit } from "@cfa/contract/cash-scenarios";

import type { Catalogue } from "../../locale/en";
import { dayText } from "../../locale/moment-text";
import { short } from "../cash/cash-figures";

const NAMED: ReadonlySet<ScenarioEdit["kind"]> = new Set(["party-later", "offer", "delay-payable"]);

/** An edit in one line; `about` names the party or bill it is about, empty where it is not known any more. */
export function editText(edit: ScenarioEdit, about: string, words: Catalogue): string {
  const { line, kinds } = words.cash.scenarios;
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
