import { seesContacts } from "@cfa/contract/roles";
import { gainOfWaiting } from "@cfa/insights/today/days-gained";
import { PERSON_AFTER_DAYS } from "@cfa/nudges/usual-ladder";
import { idOut } from "@cfa/values/ids";
import { addDays, daysBetween, type LocalDate } from "@cfa/values/local-date";

import { endedLeaves, waitingReplies } from "../customers-words.ts";
import { chasedOut, unknownMessages } from "../unanswered.ts";
import { sinceDay, type Found, type Looking } from "./found.ts";

/** That a customer wants no more messages, or may not have got one, is news for so long. */
const NEWS_DAYS = 7;
/** What comes of a call that was not answered is mostly told within the hour. */
const SETTLED_MILLIS = 3_600_000;
const DAY_MILLIS = 86_400_000;

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
      action: "replies",
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

/** Customers whom the last reminder has not moved either: a person has to call. */
export async function findChasedOut({ snapshot, today, role }: Looking): Promise<Found[]> {
  if (!seesContacts(role)) return [];
  const rows = await chasedOut(snapshot, { lastOn: addDays(today, -PERSON_AFTER_DAYS), today });
  return rows.map(({ ledgerId, name, open, date }) => {
    const since = date as LocalDate; // from the database, where it is a day
    const finding = {
      kind: "chase-by-person",
      key: `chase-by-person.${idOut("party", ledgerId)}`,
      amount: open,
      gain: gainOfWaiting(daysBetween(since, today)),
      since,
      party: { ledgerId, name },
      action: "call",
    } as const;
    return sinceDay(finding, today);
  });
}

/** Messages that may or may not have gone out, and that nobody can ask after any more. */
export async function findUnknownMessages({ snapshot, today, role, now }: Looking): Promise<Found[]> {
  if (!seesContacts(role)) return [];
  const to = new Date(now.getTime() - SETTLED_MILLIS);
  const rows = await unknownMessages(snapshot, {
    from: new Date(now.getTime() - NEWS_DAYS * DAY_MILLIS),
    to,
  });
  return rows.map(({ nudgeId, ledgerId, name, amount, date }) => {
    const finding = {
      kind: "nudge-unknown",
      key: `nudge-unknown.${idOut("nudge", nudgeId)}`,
      amount,
      gain: 1,
      since: date as LocalDate,
      party: ledgerId === null || name === null ? null : { ledgerId, name },
      nudgeId,
      action: "nudge",
    } as const;
    return sinceDay(finding, today);
  });
}
