import type { CompanyEvent } from "@cfa/contract/company-events";
import type { Freshness } from "@cfa/contract/reads";

/** What is read again because of an event. `freshness` leads to everything else when it brings a new generation. */
export type Old = "freshness" | "quarantine" | "learned" | "forecast";

/** What an event makes old of what is shown, and of what was told before it. Progress of a sync makes nothing old. */
export function whatIsOld(
  event: CompanyEvent,
  { shown, before }: { shown: Freshness | undefined; before: CompanyEvent | undefined },
): Old[] {
  const old: Old[] = [];
  if (shown !== undefined && isBehind(shown, event)) old.push("freshness");
  if (shown !== undefined && shown.quarantined !== event.quarantined) old.push("quarantine");
  if (before === undefined) return old;
  if (before.learnedAt !== event.learnedAt) old.push("learned");
  if (before.forecastAt !== event.forecastAt) old.push("forecast");
  return old;
}

function isBehind(shown: Freshness, event: CompanyEvent): boolean {
  return (
    shown.generation !== event.generation ||
    shown.readAt !== event.readAt ||
    (shown.trouble?.code ?? null) !== event.trouble ||
    (shown.running !== null && event.running === null)
  );
}
