import { seesContacts } from "@cfa/contract/roles";
import { notOverdueFrom } from "@cfa/books/outstanding";
import { judgePromise } from "@cfa/books/corrections/promise";
import { firstLearnedOn, latestLearning } from "../../insights/learned.ts";
import { promisesOn } from "../../measures/held-back.ts";
import { creditLimits } from "../../measures/parties.ts";
import { partyTotals } from "../../rollups/party-standings.ts";
import { billedLately } from "../billed-lately.ts";
import { changedClasses, type ChangedClassRow } from "../changed-classes.ts";
import { gainOfSlower, gainOfWaiting } from "@cfa/insights/today/days-gained";
import { isWorse } from "@cfa/insights/today/worse-class";
import { idOut } from "@cfa/values/ids";
import { addDays, daysBetween, type LocalDate } from "@cfa/values/local-date";

import { totalsOfRows } from "../../rollups/side-totals.ts";
import { sinceDay, type Found, type Looking } from "./found.ts";

/** A class is held against the learning of so many days ago, or the first there is. */
const COMPARED_DAYS = 28;
/** A customer who has been slower for longer than this is no news. */
const NEWS_DAYS = 60;
/** Billed again: within so many days. */
const BILLED_DAYS = 7;

/** Promises whose day has passed and whose money has not come, neither in time nor since. */
export async function findBrokenPromises({ snapshot, today }: Looking): Promise<Found[]> {
  const promises = await promisesOn(snapshot, today);
  return promises.flatMap((row) => {
    // Days come from the database, where they are days.
    const promise = { amount: row.amount, day: row.day as LocalDate, givenOn: row.givenOn as LocalDate };
    const receipts = row.receipts.map(({ date, amount }) => ({ date: date as LocalDate, amount }));
    const { standing, received } = judgePromise(promise, receipts, today);
    const amount = row.amount - received;
    if (standing !== "broken" || amount <= 0n) return [];
    const finding = {
      kind: "promise-broken",
      key: `promise-broken.${idOut("correction", row.correctionId)}`,
      amount,
      gain: gainOfWaiting(daysBetween(promise.day, today)),
      since: promise.day,
      party: { ledgerId: row.ledgerId, name: row.party },
      correctionId: row.correctionId,
      action: "call",
    } as const;
    return [sinceDay(finding, today)];
  });
}

/** Customers whose class has become worse within four weeks, or who have lately become slower within it. */
export async function findWorseCustomers({ snapshot, today }: Looking): Promise<Found[]> {
  const latest = await latestLearning(snapshot, { side: "receivable" });
  if (latest === undefined) return [];
  const asOf = latest.asOf as LocalDate;
  const before =
    (await latestLearning(snapshot, { side: "receivable", upTo: addDays(asOf, -COMPARED_DAYS) }))?.asOf ??
    (await firstLearnedOn(snapshot, "receivable"));
  if (before === undefined || before >= asOf) return [];
  const rows = await changedClasses(snapshot, { asOf, before, today });
  return rows.flatMap((row) => worseCustomer(row, today));
}

function worseCustomer(row: ChangedClassRow, today: LocalDate): Found[] {
  if (row.open <= 0n) return [];
  const growth = row.drift === null ? null : row.drift.after - row.drift.before;
  const about = {
    amount: row.open,
    gain: gainOfSlower(growth !== null && growth > 0 ? growth : null),
    party: { ledgerId: row.ledgerId, name: row.name },
    action: "party",
  } as const;
  const id = idOut("party", row.ledgerId);
  if (isWorse(row.before, row.now)) {
    const since = row.since as LocalDate;
    const change = { before: row.before, now: row.now };
    return [sinceDay({ ...about, kind: "class-worse", key: `class-worse.${id}`, since, change }, today)];
  }
  if (row.drift === null || growth === null || growth <= 0) return [];
  if (row.drift.since < addDays(today, -NEWS_DAYS)) return [];
  const slower = { ...about, kind: "slower", key: `slower.${id}`, since: row.drift.since } as const;
  return [{ ...sinceDay(slower, today), days: Math.round(growth) }];
}

/** Customers beyond their credit limit who were billed again within a week. Limits are for those who deal with them. */
export async function findOverLimit({ snapshot, today, role }: Looking): Promise<Found[]> {
  if (!seesContacts(role)) return [];
  const limits = await creditLimits(snapshot, today);
  const ledgerIds = limits.map(({ ledgerId }) => ledgerId);
  const billed = await billedLately(snapshot, { ledgerIds, from: addDays(today, -BILLED_DAYS), asOf: today });
  const totals = totalsOfRows(
    await partyTotals(snapshot, {
      asOf: today,
      notOverdueFrom: notOverdueFrom(today),
      ledgerIds: [...billed.keys()],
    }),
    { side: "receivable", asOf: today },
  );
  return limits.flatMap(({ ledgerId, name, limit }) => {
    const { outstanding = 0n, oldestOverdueDays = 0 } = totals.get(ledgerId) ?? {};
    const since = billed.get(ledgerId) as LocalDate | undefined;
    if (since === undefined || outstanding <= limit) return [];
    const finding = {
      kind: "over-limit",
      key: `over-limit.${idOut("party", ledgerId)}`,
      amount: outstanding - limit,
      gain: gainOfWaiting(oldestOverdueDays),
      since,
      party: { ledgerId, name },
      action: "party",
    } as const;
    return [sinceDay(finding, today)];
  });
}
