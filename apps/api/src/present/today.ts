import type { Today, TodayItem } from "@cfa/contract/today";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import type { Found } from "@cfa/db/queries/today/find/found";
import { findToday, phonesToCall, snoozed, type FoundToday } from "@cfa/db/queries/today/find/look";
import type { Snooze } from "@cfa/insights/today/finding";
import { rankToday } from "@cfa/insights/today/rank";
import { idOut } from "@cfa/values/ids";
import { paiseToJson } from "@cfa/values/money";

import type { Scope } from "../context.ts";

/** What was found for one reader on a day, with what is told of it and what they have put off. */
export type Looked = FoundToday & { phones: ReadonlyMap<string, string>; snoozes: readonly Snooze[] };

/** Looks for what there is to do and to know today. */
export async function lookToday(snapshot: CompanySnapshot, scope: Scope): Promise<Looked> {
  const looked = await findToday(snapshot, scope);
  const phones = await phonesToCall(snapshot, { ...looked, role: scope.role });
  return { ...looked, phones, snoozes: await snoozed(snapshot, scope.user.id) };
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
  const { kind, key, gain, day, days, party, bill, correctionId, nudgeId, change, way, tally } = found;
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
    nudgeId: nudgeId && idOut("nudge", nudgeId),
    change,
    way,
    tally,
    action: found.action === "call" && phone === null ? "party" : found.action,
    phone,
  };
}
