import { EARLIEST_DIGEST, isInQuiet, LATEST_DIGEST } from "@cfa/contract/alert-kinds";
import type { MyPreferences } from "@cfa/contract/preferences";

/** What stands on the page: times as they are typed. */
export type MyAlertsDraft = Omit<MyPreferences, "digestMinute" | "quiet" | "language"> & {
  digestAt: string;
  isQuiet: boolean;
  quietFrom: string;
  quietTo: string;
};

export type MyAlertsProblems = Partial<
  Record<"digestAt" | "quietFrom" | "quietTo", "timeWrong" | "digestWrong" | "digestQuiet" | "quietSame">
>;

/** Offered to who has no quiet hours. */
const NIGHT = { from: 21 * 60, to: 8 * 60 };

/** What is kept, to be changed. */
export function myAlertsDraft(kept: MyPreferences): MyAlertsDraft {
  const { digest, digestMinute, byPush, byEmail, muted, quiet, quietUntil } = kept;
  const { from, to } = quiet ?? NIGHT;
  return {
    digest,
    byPush,
    byEmail,
    muted,
    quietUntil,
    digestAt: minuteText(digestMinute),
    isQuiet: quiet !== null,
    quietFrom: minuteText(from),
    quietTo: minuteText(to),
  };
}

/** What the page says, or what is wrong with it where. */
export function saidByMyAlerts(
  draft: MyAlertsDraft,
  language: MyPreferences["language"],
): { preferences: MyPreferences; problems: null } | { preferences: null; problems: MyAlertsProblems } {
  const { digestAt, isQuiet, quietFrom, quietTo, ...rest } = draft;
  const [digestMinute, from, to] = [digestAt, quietFrom, quietTo].map(typedMinute);
  const problems: MyAlertsProblems = {};
  if (digestMinute === undefined) problems.digestAt = "timeWrong";
  else if (digestMinute < EARLIEST_DIGEST || digestMinute > LATEST_DIGEST) problems.digestAt = "digestWrong";
  if (isQuiet && from === undefined) problems.quietFrom = "timeWrong";
  if (isQuiet && (to === undefined || to === 0)) problems.quietTo = "timeWrong";
  const quiet = isQuiet && from !== undefined && to !== undefined ? { from, to } : null;
  if (quiet !== null && quiet.from === quiet.to) problems.quietTo = "quietSame";
  else if (rest.digest && digestMinute !== undefined && isInQuiet(quiet, digestMinute)) {
    problems.digestAt ??= "digestQuiet";
  }
  if (digestMinute === undefined || Object.keys(problems).length > 0) return { preferences: null, problems };
  return { preferences: { ...rest, digestMinute, quiet, language }, problems: null };
}

/** Whether two drafts would be kept as the same. */
export function isSameDraft(a: MyAlertsDraft, b: MyAlertsDraft): boolean {
  const plain = (draft: MyAlertsDraft) => JSON.stringify({ ...draft, muted: draft.muted.toSorted() });
  return plain(a) === plain(b);
}

/** A minute of the day as all times here are written: 09:05. */
export function minuteText(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** The minute of the day that was typed: "9", "9:05", "21.30"; undefined: none. */
function typedMinute(text: string): number | undefined {
  const [, hour = "", minute = "0"] = /^\s*(\d{1,2})(?:[:.](\d{2}))?\s*$/.exec(text) ?? [];
  if (hour === "" || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return Number(hour) * 60 + Number(minute);
}
