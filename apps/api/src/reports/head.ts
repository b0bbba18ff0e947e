import type { Freshness } from "@cfa/contract/reads";
import type { ReportHead } from "@cfa/reports/report";
import { companyName } from "@cfa/db/queries/reports/company-name";
import { formatDay, localDateAt } from "@cfa/values/local-date";

import { readFreshness } from "../present/freshness.ts";
import type { Asked, Source } from "./source.ts";
import type { ReportWords } from "./words/en.ts";

/** What stands above every report: company, title, what it is about, how fresh it is and whether it ties, who made it. */
export async function headOf(
  { snapshot, scope, words }: Asked,
  source: Pick<Source, "title" | "lines">,
): Promise<ReportHead> {
  const freshness = await readFreshness(snapshot, scope.now);
  return {
    company: await companyName(snapshot),
    title: source.title,
    lines: [
      ...source.lines,
      { label: words.freshness, value: freshnessText(freshness, words) },
      { label: words.made, value: words.madeBy(momentText(scope.now), scope.user.name) },
    ],
  };
}

function freshnessText({ readAt, state, tieOut }: Freshness, words: ReportWords): string {
  if (readAt === null) return words.neverRead;
  const verdict = {
    equal: words.ties,
    different: words.differs(tieOut.differences),
    unknown: words.notCompared,
  };
  const parts = [words.readAt(momentText(new Date(readAt))), verdict[tieOut.state]];
  return [...parts, ...(state === "stale" ? [words.stale] : [])].join(", ");
}

const INDIA = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Kolkata",
  hour: "2-digit",
  minute: "2-digit",
});

/** A moment as people in India read it: 15-04-2026 11:30. */
export function momentText(moment: Date): string {
  return `${formatDay(localDateAt(moment))} ${INDIA.format(moment)}`;
}
