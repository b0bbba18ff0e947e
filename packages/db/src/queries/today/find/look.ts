import { seesContacts } from "@cfa/contract/roles";
import type { Snooze } from "@cfa/insights/today/finding";
import type { LocalDate } from "@cfa/values/local-date";

import type { CompanySnapshot } from "../../snapshot.ts";
import { phonesOf } from "../contacts.ts";
import { snoozesOf } from "../snoozes.ts";
import type { Found, Looking } from "./found.ts";
import { booksStanding, findCorrections, findInSync, findTallyChanged, isRed } from "./of-books.ts";
import { findCarriers, findSilentHooks, findStoppedTexts } from "./of-carriers.ts";
import { findBrokenPromises, findOverLimit, findWorseCustomers } from "./of-customers.ts";
import { findChasedOut, findOptOuts, findReplies, findUnknownMessages } from "./of-messages.ts";
import {
  findBelowFloor,
  findLanded,
  findMsmeDues,
  findReturnedCheques,
  findSlippedBills,
  findUnapplied,
  largeOn,
} from "./of-money.ts";
import { findBudgetUsed, findEndingOffers, findNotesDue } from "./of-offers.ts";

const LOOKS = [
  findBrokenPromises,
  findReturnedCheques,
  findWorseCustomers,
  findOverLimit,
  findUnapplied,
  findBelowFloor,
  findMsmeDues,
  findCorrections,
  findReplies,
  findOptOuts,
  findTallyChanged,
  findSlippedBills,
  findLanded,
  findChasedOut,
  findUnknownMessages,
  findCarriers,
  findStoppedTexts,
  findSilentHooks,
  findEndingOffers,
  findBudgetUsed,
  findNotesDue,
] as const;

/** Whom it is looked for, and when. */
export type LookingFor = Omit<Looking, "snapshot" | "large">;

/** What was found for readers of one role on a day. */
export type FoundToday = { today: LocalDate; found: readonly Found[]; isRed: boolean };

/** Looks for what there is to do and to know today. */
export async function findToday(
  snapshot: CompanySnapshot,
  { today, role, now }: LookingFor,
): Promise<FoundToday> {
  const standing = await booksStanding(snapshot, now);
  const found = findInSync(standing, today);
  const looking = { snapshot, today, role, now, large: await largeOn(snapshot, today) };
  for (const look of LOOKS) found.push(...(await look(looking)));
  return { today, found, isRed: isRed(standing) };
}

/** The numbers to call about what was found, as far as a reader of the role is told them. */
export async function phonesToCall(
  snapshot: CompanySnapshot,
  { found, today, role }: FoundToday & Pick<Looking, "role">,
): Promise<ReadonlyMap<string, string>> {
  if (!seesContacts(role)) return new Map();
  const called = found.filter(({ action }) => action === "call");
  const ledgerIds = called.flatMap(({ party }) => party?.ledgerId ?? []);
  return phonesOf(snapshot, { ledgerIds, asOf: today });
}

/** What a member has put off. */
export async function snoozed(snapshot: CompanySnapshot, userId: string): Promise<Snooze[]> {
  const stored = await snoozesOf(snapshot, userId);
  return stored.map((row) => ({ ...row, until: row.until as LocalDate })); // from the database, where it is a day
}
