import type { ReportAsk, ReportLanguage, ReportName } from "@cfa/contract/reports";
import { REPORTS } from "@cfa/contract/report-kinds";

/** What is chosen on the page of a report: in its address, so that a link and the way back keep it. */
export type Chosen = {
  readonly side?: string | undefined;
  readonly party?: string | undefined;
  readonly search?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly sort?: string | undefined;
  readonly order?: string | undefined;
  /** A time that moves with the calendar, or a day that stays. */
  readonly when?: string | undefined;
  readonly asOf?: string | undefined;
  /** The kept view that the page was opened by. */
  readonly view?: string | undefined;
};

/** What the server is asked with: only what this report asks for, and only what is a value. */
export function askOf(
  report: ReportName,
  chosen: Chosen,
  options: { asOf: string | null; language: ReportLanguage },
): ReportAsk {
  const { time, sided, party, searched } = REPORTS[report];
  const { side, search, from, to, sort, order } = chosen;
  return {
    side: sided && side === "payable" ? "payable" : "receivable",
    order: order === "down" ? "down" : "up",
    language: options.language,
    ...(time === "day" && options.asOf !== null ? { asOf: options.asOf } : {}),
    ...(time === "period" && from ? { from } : {}),
    ...(time === "period" && to ? { to } : {}),
    ...(party !== "none" && chosen.party ? { party: chosen.party } : {}),
    ...(searched && search ? { search } : {}),
    ...(sort ? { sort } : {}),
  };
}

/** Whether enough is chosen to ask. */
export function isReady(report: ReportName, ask: ReportAsk): boolean {
  return REPORTS[report].party !== "one" || ask.party !== undefined;
}

/** The query of a file's address. */
export function queryOf(ask: ReportAsk): string {
  return new URLSearchParams(Object.entries(ask)).toString();
}
