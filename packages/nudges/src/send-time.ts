import { addDays, localDateAt, type LocalDate } from "@cfa/values/local-date";

import { bestHour, hourCounts, nextSlot, slotMinute, type BestHour, type HourCounts } from "./best-hour.ts";
import type { PartyFacts } from "./facts.ts";
import { minuteAt, momentOf, sendDay, windowOf, type Window } from "./hours.ts";
import type { Kind } from "./kinds.ts";
import type { WhyNow } from "./plan.ts";
import type { PlanRules } from "./rules.ts";
import type { MovedCode } from "./silence.ts";

/** When something goes out, until when, and why then. */
export type SendTime = { day: LocalDate; sendAt: Date; notAfter: Date; now: readonly WhyNow[] };

/** When a party is written to: today, or the next day that is not quiet, in the hour it answers in. Where that is over today, at once. */
export function sendTime(
  party: PartyFacts,
  kind: Kind,
  { rules, company, now }: { rules: PlanRules; company: HourCounts; now: Date },
): SendTime | { code: MovedCode } {
  const window = windowOf(rules.hours, kind);
  if (window === null) return { code: "outside-hours" };
  const best = bestHour(hourCounts(party.responses), company, { window, chosen: party.hour });
  const slot = slotMinute(best.hour, party.guid, window);
  const today = localDateAt(now);
  const quiet = { quiet: rules.quiet, until: party.quietUntil };
  const first = sendDay(today, quiet);
  if ("code" in first) return first;
  const soonest = nextSlot(minuteAt(now));
  const minute = first.day === today ? Math.max(slot, soonest) : slot;
  if (minute < window.to) return timeOn(first.day, { minute, window, best, today, moved: first.moved });
  const next = sendDay(addDays(today, 1), quiet);
  if ("code" in next) return next;
  return timeOn(next.day, { minute: slot, window, best, today, moved: "outside-hours" });
}

function timeOn(
  day: LocalDate,
  {
    minute,
    window,
    best,
    today,
    moved,
  }: { minute: number; window: Window; best: BestHour; today: LocalDate; moved: MovedCode | null },
): SendTime {
  const why: WhyNow[] = [{ code: "hour", ...best }];
  if (moved !== null && day !== today) why.push({ code: "moved", from: today, why: moved });
  return { day, sendAt: momentOf(day, minute), notAfter: momentOf(day, window.to), now: why };
}
