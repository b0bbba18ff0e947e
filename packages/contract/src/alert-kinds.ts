/* What members are told of and when, for who carries no schema library. */

/** What can be found of a day (docs/algorithms/today.md). */
export const ALERT_KINDS = [
  "sync-stale",
  "tie-out-differs",
  "tally-changed",
  "cash-below-floor",
  "promise-broken",
  "cheque-returned",
  "class-worse",
  "slower",
  "bill-slips",
  "unapplied-receipt",
  "payment-landed",
  "over-limit",
  "msme-due",
  "correction-conflict",
  "correction-waiting",
  "reply-waiting",
  "opt-out",
  "chase-by-person",
  "nudge-unknown",
  "channel-stopped",
  "wallet-empty",
  "quality-down",
  "template-stopped",
  "hook-silent",
  "offer-ending",
  "discount-budget",
  "credit-note-due",
] as const;

/** Ways of messages that have an account, which may stop. */
export const ALERT_WAYS = ["whatsapp", "sms", "email"] as const;

/** Troubles of Tally that do not go by themselves: somebody has changed something there. */
export const TALLY_CHANGES = ["wrong-company", "educational", "period-moved"] as const;
export type TallyChange = (typeof TALLY_CHANGES)[number];

export const DAY_MINUTES = 24 * 60;
/** Minutes of the day in India that the day's digest may come at. */
export const EARLIEST_DIGEST = 5 * 60;
export const LATEST_DIGEST = 22 * 60;
/** So many days, from today, nobody need be told anything. */
export const QUIET_UNTIL_DAYS = 90;

/** Minutes of the day in India from which on and until which a member is not told of single things; over midnight where it ends before it begins. */
export type QuietHours = { readonly from: number; readonly to: number };

/** Whether a minute of the day lies in quiet hours. */
export function isInQuiet(quiet: QuietHours | null, minute: number): boolean {
  if (quiet === null) return false;
  const { from, to } = quiet;
  return from < to ? from <= minute && minute < to : minute >= from || minute < to;
}

/** The channel of Android in which messages to phones come: the app makes it, and each message names it. */
export const PUSH_CHANNEL = "alerts";
