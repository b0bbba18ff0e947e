import { EARLIEST_MINUTE, LATEST_MINUTE } from "@cfa/contract/nudge-kinds";
import type { NudgePreference, NudgePreferenceStanding } from "@cfa/contract/nudge-preference";

import { dayText, typedDay } from "../../locale/moment-text";

const HOUR_MINUTES = 60;

/** The hours of the day that may be chosen. */
export const HOURS: readonly number[] = Array.from(
  { length: (LATEST_MINUTE - EARLIEST_MINUTE) / HOUR_MINUTES },
  (_, at) => EARLIEST_MINUTE / HOUR_MINUTES + at,
);

/** What is typed of how a customer is written to. `order` is kept while the customer is written to as all are. */
export type WritingDraft = {
  language: NudgePreference["language"];
  hasOwnOrder: boolean;
  order: NonNullable<NudgePreference["wayOrder"]>;
  quiet: string;
  hour: number | null;
};
export type WritingProblem = "ways" | "quiet";

/** What stands in the sheet at first. A day that is over is not said again. */
export function writingDraft(standing: NudgePreferenceStanding, today: string): WritingDraft {
  const { language, wayOrder, quietUntil, hour, usual } = standing;
  return {
    language,
    hasOwnOrder: wayOrder !== null,
    order: wayOrder ?? usual.wayOrder,
    quiet: quietUntil === null || quietUntil < today ? "" : dayText(quietUntil),
    hour,
  };
}

/** What is typed, as it is sent; or what of it cannot be. */
export function saidByWriting(
  draft: WritingDraft,
  today: string,
): { preference: NudgePreference } | { problems: ReadonlySet<WritingProblem> } {
  const { language, hasOwnOrder, order, hour } = draft;
  const isOpen = draft.quiet.trim() === "";
  const day = isOpen ? null : typedDay(draft.quiet);
  const problems = new Set<WritingProblem>();
  if (hasOwnOrder && order.length === 0) problems.add("ways");
  if (!isOpen && (day === null || day < today)) problems.add("quiet");
  if (problems.size > 0) return { problems };
  return { preference: { language, hour, quietUntil: day, wayOrder: hasOwnOrder ? order : null } };
}

/** An hour of the day: "09:00". */
export function hourText(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}
