import type { Today, TodayItem } from "@cfa/contract/today";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { phonesOf } from "@cfa/db/queries/today/contacts";
import { snoozesOf } from "@cfa/db/queries/today/snoozes";
import type { Snooze } from "@cfa/insights/today/finding";
import { rankToday } from "@cfa/insights/today/rank";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import { seesContacts } from "../../auth/access.ts";
import type { Scope } from "../../context.ts";
import { readFreshness } from "../freshness.ts";
import type { Found, Looking } from "./found.ts";
import { findCorrections, findInSync, isRed } from "./of-books.ts";
import { findBrokenPromises, findOverLimit, findWorseCustomers } from "./of-customers.ts";
import { findBelowFloor, findMsmeDues, findReturnedCheques, findUnapplied } from "./of-money.ts";

const LOOKS = [
  findBrokenPromises,
  findReturnedCheques,
  findWorseCustomers,
  findOverLimit,
  findUnapplied,
  findBelowFloor,
  findMsmeDues,
  findCorrections,
] as const;

/** What was found for one reader on a day, with what is told of it and what they have put off. */
export type Looked = {
  today: LocalDate;
  found: readonly Found[];
  isRed: boolean;
  phones: ReadonlyMap<string, string>;
  snoozes: readonly Snooze[];
};

/** Looks for what there is to do and to know today. */
export async function lookToday(snapshot: CompanySnapshot, scope: Scope): Promise<Looked> {
  const { today, role } = scope;
  const freshness = await readFreshness(snapshot, scope.now);
  const looking: Looking = { snapshot, today, role };
  const found = findInSync(freshness, today);
  for (const look of LOOKS) found.push(...(await look(looking)));
  const called = found
    .filter(({ action }) => action === "call")
    .flatMap(({ party }) => party?.ledgerId ?? []);
  const phones = seesContacts(role)
    ? await phonesOf(snapshot, { ledgerIds: called, asOf: today })
    : new Map<string, string>();
  const stored = await snoozesOf(snapshot, scope.user.id);
  const snoozes = stored.map((row) => ({ ...row, until: row.until as LocalDate })); // from the database, where it is a day
  return { today, found, isRed: isRed(freshness), phones, snoozes };
}

/** What was found, in its order and without what is put off. */
export function presentToday({ today, found, isRed: red, phones, snoozes }: Looked): Today {
  const ranked = rankToday(found, { today, isRed: red, snoozes });
  const present = (one: Found) => presentItem(one, phones);
  return {
    asOf: today,
    isRed: red,
    doNow: ranked.doNow.map(present),
    alerts: ranked.alerts.map(present),
    more: ranked.more,
    snoozed: ranked.snoozed.map(({ finding, until }) => ({ ...present(finding), until })),
  };
}

function presentItem(found: Found, phones: ReadonlyMap<string, string>): TodayItem {
  const { kind, key, gain, day, days, party, bill, correctionId, change } = found;
  const phone = party === null || found.action !== "call" ? null : (phones.get(party.ledgerId) ?? null);
  return {
    kind,
    key,
    amount: paiseToJson(found.amount),
    gain,
    day,
    days,
    party: party && { partyId: idOut("party", party.ledgerId), name: party.name },
    bill: bill && { billId: idOut("bill", bill.billId), name: bill.name },
    correctionId: correctionId && idOut("correction", correctionId),
    change,
    action: found.action === "call" && phone === null ? "party" : found.action,
    phone,
  };
}
