import type { Role } from "@cfa/contract/reads";
import type { AlertAction, TodayItem } from "@cfa/contract/today";
import type { Finding } from "@cfa/insights/today/finding";
import { daysBetween, type LocalDate } from "@cfa/values/local-date";

import type { CompanySnapshot } from "../../snapshot.ts";

/** Something found, with what is shown of it. Ids are UUIDs. */
export type Found = Finding & {
  day: LocalDate | null;
  days: number;
  party: { ledgerId: string; name: string } | null;
  bill: { billId: string; name: string } | null;
  correctionId: string | null;
  nudgeId: string | null;
  change: TodayItem["change"];
  way: TodayItem["way"];
  tally: TodayItem["tally"];
  /** `call` stands for the party where no number is known. */
  action: AlertAction;
};

/** Where and for whom it is looked. `large`: from how many paise on money is large beside what customers owe. */
export type Looking = { snapshot: CompanySnapshot; today: LocalDate; role: Role; now: Date; large: bigint };

const NOTHING = {
  party: null,
  bill: null,
  correctionId: null,
  nudgeId: null,
  change: null,
  way: null,
  tally: null,
} as const;

/** A finding about something that has been so since a day, which is the day it is about. What is not given is empty. */
export function sinceDay(
  of: Pick<Found, "kind" | "key" | "amount" | "gain" | "since" | "action"> & Partial<Found>,
  today: LocalDate,
): Found {
  return { ...NOTHING, day: of.since, days: daysBetween(of.since, today), ...of };
}
