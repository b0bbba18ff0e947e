import { seesContacts } from "@cfa/contract/roles";
import { gainOfWaiting } from "@cfa/insights/today/days-gained";
import { idOut } from "@cfa/values/ids";
import { addDays, daysBetween, type LocalDate } from "@cfa/values/local-date";

import { endedLeaves, waitingReplies } from "../customers-words.ts";
import { sinceDay, type Found, type Looking } from "./found.ts";

/** That a customer wants no more messages is news for so long. */
const NEWS_DAYS = 7;

/** What customers wrote back and nobody has looked at; what they write is for those who deal with them. */
export async function findReplies({ snapshot, today, role }: Looking): Promise<Found[]> {
  if (!seesContacts(role)) return [];
  const rows = await waitingReplies(snapshot, today);
  return rows.map(({ inboundId, ledgerId, name, open, date }) => {
    const since = date as LocalDate; // from the database, where it is a day
    const finding = {
      kind: "reply-waiting",
      key: `reply-waiting.${idOut("inbound", inboundId)}`,
      amount: open,
      gain: gainOfWaiting(daysBetween(since, today)),
      since,
      party: ledgerId === null || name === null ? null : { ledgerId, name },
      action: "party",
    } as const;
    return sinceDay(finding, today);
  });
}

/** Customers who have lately ended the messages to them: somebody has to call instead. */
export async function findOptOuts({ snapshot, today, role }: Looking): Promise<Found[]> {
  if (!seesContacts(role)) return [];
  const rows = await endedLeaves(snapshot, { from: addDays(today, -NEWS_DAYS), today });
  return rows.map(({ ledgerId, name, open, date }) => {
    const finding = {
      kind: "opt-out",
      key: `opt-out.${idOut("party", ledgerId)}`,
      amount: open,
      gain: 1,
      since: date as LocalDate,
      party: { ledgerId, name },
      action: "call",
    } as const;
    return sinceDay(finding, today);
  });
}
