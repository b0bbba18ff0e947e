import type { Today, TodayItem } from "@cfa/contract/today";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { phonesOf } from "@cfa/db/queries/today/contacts";
import { snoozesOf } from "@cfa/db/queries/today/snoozes";
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

/** What there is to do and to know today for one reader, without what they have put off. */
export async function readToday(snapshot: CompanySnapshot, scope: Scope): Promise<Today> {
  const { found, isRed: red } = await findAll(snapshot, scope);
  const stored = await snoozesOf(snapshot, scope.user.id);
  const snoozes = stored.map((row) => ({ ...row, until: row.until as LocalDate })); // from the database, where it is a day
  const ranked = rankToday(found, { today: scope.today, isRed: red, snoozes });
  const shown = [...ranked.doNow, ...ranked.alerts, ...ranked.snoozed.map(({ finding }) => finding)];
  const called = shown.filter(({ action }) => action === "call").flatMap(({ party }) => party ?? []);
  const phones = seesContacts(scope.role)
    ? await phonesOf(
        snapshot,
        called.map(({ ledgerId }) => ledgerId),
      )
    : new Map<string, string>();
  const present = (one: Found) => presentItem(one, phones);
  return {
    asOf: scope.today,
    isRed: red,
    doNow: ranked.doNow.map(present),
    alerts: ranked.alerts.map(present),
    more: ranked.more,
    snoozed: ranked.snoozed.map(({ finding, until }) => ({ ...present(finding), until })),
  };
}

/** What is at stake now of what goes by a key; null: nothing does. */
export async function stakeOf(snapshot: CompanySnapshot, scope: Scope, key: string): Promise<bigint | null> {
  const { found } = await findAll(snapshot, scope);
  return found.find((one) => one.key === key)?.amount ?? null;
}

async function findAll(
  snapshot: CompanySnapshot,
  { today, role, now }: Scope,
): Promise<{ found: Found[]; isRed: boolean }> {
  const freshness = await readFreshness(snapshot, now);
  const looking: Looking = { snapshot, today, role };
  const found = findInSync(freshness, today);
  for (const look of LOOKS) found.push(...(await look(looking)));
  return { found, isRed: isRed(freshness) };
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
