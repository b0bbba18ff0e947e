import { seesContacts } from "@cfa/contract/roles";
import { noteDeadline, noteRulesOf, NOTE_RULE_NAMES } from "@cfa/insights/offer/note-rules";
import { USUAL_OFFER_SETTINGS } from "@cfa/insights/offer/offer-settings";
import { isNearlyUsed } from "@cfa/insights/today/budget-used";
import { gainBefore, gainOfWaiting } from "@cfa/insights/today/days-gained";
import { idOut } from "@cfa/values/ids";
import { addDays, daysBetween, type LocalDate } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";
import { financialYearOf, monthOf } from "@cfa/values/period";

import { noteOf } from "../../offers/note-of.ts";
import { offerSaid } from "../../offers/programme.ts";
import { earnedDiscounts } from "../../offers/register.ts";
import { statutoryRules } from "../../settings/statutory-rules.ts";
import { endingOffers, promisedByOffers } from "../running-offers.ts";
import { sinceDay, type Found, type Looking } from "./found.ts";

/** The last days to declare notes in. */
const NOTE_DAYS = 30;

/** Offers of which a step ends tomorrow and that nobody has answered: the owner's to speak of. */
export async function findEndingOffers({ snapshot, today, role }: Looking): Promise<Found[]> {
  if (role !== "owner") return [];
  const until = addDays(today, 1);
  return (await endingOffers(snapshot, until)).map((row) => {
    const finding = {
      kind: "offer-ending",
      key: `offer-ending.${idOut("offer", row.offerId)}_${until.replaceAll("-", "")}`, // each step is news
      amount: row.amount,
      gain: gainOfWaiting(row.daysGained),
      since: today,
      party: row.ledgerId === null || row.name === null ? null : { ledgerId: row.ledgerId, name: row.name },
      bill: row.billId === null ? null : { billId: row.billId, name: row.bill },
      action: "offers",
    } as const;
    return { ...sinceDay(finding, today), day: until, days: 1 };
  });
}

/** That little is left of the month's budget of discounts; the owner's to raise. */
export async function findBudgetUsed({ snapshot, today, role }: Looking): Promise<Found[]> {
  if (role !== "owner") return [];
  const said = await offerSaid(snapshot);
  if (said?.isOn === false) return [];
  const month = monthOf(today);
  const spent = await promisedByOffers(snapshot, month.from);
  const budget = said?.monthlyBudget ?? USUAL_OFFER_SETTINGS.monthlyBudget;
  if (!isNearlyUsed({ spent, budget })) return [];
  const key = `discount-budget.${month.from.slice(0, 7).replace("-", "")}`;
  const about = { kind: "discount-budget", key, amount: spent, gain: 0, action: "offers" } as const;
  return [sinceDay({ ...about, since: today }, today)];
}

/** Discounts counted with tax whose notes are not made, in the thirty days before the last one to declare those of the financial year before. */
export async function findNotesDue({ snapshot, today, role }: Looking): Promise<Found[]> {
  if (!seesContacts(role)) return [];
  const on = { on: today, rows: noteRulesOf(await statutoryRules(snapshot, NOTE_RULE_NAMES)) };
  const last = noteDeadline(addDays(financialYearOf(today).from, -1), on);
  const left = last === null ? -1 : daysBetween(today, last);
  if (last === null || left < 0 || left > NOTE_DAYS) return [];
  const open = (await earnedDiscounts(snapshot)).filter(
    (row) =>
      row.gstMode === "section34" &&
      ["to-post", "gone"].includes(noteOf(row).state) &&
      noteDeadline(row.billDate as LocalDate, on) === last, // from the database, where it is a day
  );
  if (open.length === 0) return [];
  const finding = {
    kind: "credit-note-due",
    key: `credit-note-due.${last.replaceAll("-", "")}`,
    amount: sum(open.map(({ discount }) => discount)),
    gain: gainBefore(left),
    since: addDays(last, -NOTE_DAYS),
    action: "discounts",
  } as const;
  return [{ ...sinceDay(finding, today), day: last, days: left }];
}
