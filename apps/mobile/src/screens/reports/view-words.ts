import type { SavedView, ViewChoice } from "@cfa/contract/saved-views";
import { REPORTS } from "@cfa/contract/report-kinds";
import type { Href } from "expo-router";

import type { Catalogue } from "../../locale/en";
import { dayText } from "../../locale/moment-text";

/** Of which time the figures of a view are. */
export function timeText({ when, asOf, from, to }: ViewChoice, words: Catalogue): string {
  if (when !== undefined) return words.views.when[when];
  if (asOf !== undefined) return words.views.fixedDay(dayText(asOf));
  return from === undefined || to === undefined
    ? words.views.asUsual
    : words.views.fixedPeriod(dayText(from), dayText(to));
}

/** What stands below a view's name: its report, its side and time, who shares it. */
export function viewHint(view: SavedView, words: Catalogue): string {
  const { report, choice, isMine, shared, by, isDefault } = view;
  const { sided, time } = REPORTS[report];
  return [
    words.reports.names[report],
    ...(sided && choice.side !== undefined ? [words.side[choice.side]] : []),
    ...(time === "none" ? [] : [timeText(choice, words)]),
    isMine ? (shared ? words.views.shared : words.views.mine) : words.views.by(by),
    ...(isDefault ? [words.views.default] : []),
  ].join(" · ");
}

/** Where a view is opened: the address says all that was chosen. */
export function viewHref({ report, choice, viewId }: SavedView, companyId: string): Href {
  return {
    pathname: "/[companyId]/reports/[report]",
    params: { companyId, report, ...choice, view: viewId },
  };
}
