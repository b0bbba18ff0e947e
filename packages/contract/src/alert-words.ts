import type { PAYMENT_CLASSES } from "./correction-kinds.ts";
import type { ALERT_KINDS, ALERT_WAYS, TallyChange } from "./alert-kinds.ts";

type Kind = (typeof ALERT_KINDS)[number];

const days = (n: number) => (n === 1 ? "1 day" : `${n} days`);

/** The words of what is to be known of a day, in English: the app, the pushes and the mails say the same. */
export const alertEn = {
  classes: { prompt: "Prompt", "on-time": "On-Time", late: "Late", risky: "Risky", new: "New" } as Readonly<
    Record<(typeof PAYMENT_CLASSES)[number], string>
  >,
  units: { lakh: "L", crore: "Cr" },
  ways: { whatsapp: "WhatsApp", sms: "SMS", email: "E-mail" } as Readonly<
    Record<(typeof ALERT_WAYS)[number], string>
  >,
  what: {
    "sync-stale": "The books are not up to date",
    "tie-out-differs": "Our books differ from Tally's",
    "tally-changed": "Tally is not as it was",
    "cash-below-floor": "Cash falls below your floor",
    "promise-broken": "Promise broken",
    "cheque-returned": "Cheque may have been returned",
    "class-worse": "Pays worse than before",
    slower: "Pays more slowly",
    "bill-slips": "A large bill comes later",
    "unapplied-receipt": "Money without a bill",
    "payment-landed": "Large payment came",
    "over-limit": "Billed beyond the credit limit",
    "msme-due": "Small supplier to be paid",
    "correction-conflict": "A correction no longer fits Tally",
    "correction-waiting": "Waits for your approval",
    "reply-waiting": "A customer has answered",
    "opt-out": "Wants no more messages",
    "chase-by-person": "Has to be called",
    "nudge-unknown": "A message may not have gone out",
    "channel-stopped": "Messages no longer go out",
    "wallet-empty": "No money left for messages",
    "quality-down": "Your number is rated lower",
    "template-stopped": "A text may not be sent",
    "hook-silent": "Nobody says what arrives",
    "offer-ending": "An offer's step ends tomorrow",
    "discount-budget": "The month's discounts are nearly used up",
    "credit-note-due": "Credit notes are to be made",
  } as Readonly<Record<Kind, string>>,
  why: {
    stale: (n: number) =>
      n < 1
        ? "Tally could not be read for a day. Forecasts are hidden until it is read again."
        : `Tally was last read ${days(n)} ago. Forecasts are hidden until it is read again.`,
    differs: "Until they are equal, forecasts are hidden.",
    tally: {
      "wrong-company": "Another company is open, or its file was moved. Open the right one.",
      educational: "It runs without a licence and hides days. Activate the licence.",
      "period-moved": "Its period was changed while it was read. Set it back to the whole year.",
    } satisfies Record<TallyChange, string> as Readonly<Record<TallyChange, string>>,
    floor: (day: string, sum: string) => `In the week from ${day} ${sum} will probably be lacking.`,
    promise: (day: string, n: number) => `Promised for ${day}, ${days(n)} ago, and not paid`,
    cheque: (day: string) => `The same sum went back on ${day} and has not come again`,
    worse: (before: string, now: string) => `Was ${before}, now ${now}`,
    slower: (n: number, day: string) => `${days(n)} slower since ${day}`,
    slips: (day: string, n: number) => `Now expected on ${day}, ${days(n)} later than foretold. Ask why.`,
    slipsAway: "No day can be foretold for it any more. Ask why.",
    unapplied: (day: string) => `Waits since ${day}. Set it against bills, so that nobody is asked twice.`,
    landed: (day: string) => `Came on ${day}. Nothing is to be done.`,
    overLimit: (day: string) => `Over the limit by this much, and billed again on ${day}`,
    msmeLeft: (n: number, day: string) =>
      n === 0 ? `${day} is the last day the law allows` : `${days(n)} left by law, until ${day}`,
    msmePast: (n: number) => `${days(n)} past the last day; interest runs`,
    conflict: "Tally has changed. Say which of the two holds.",
    waiting: (n: number) => (n === 0 ? "Asked for today" : `Asked for ${days(n)} ago`),
    reply: (day: string) => `Came on ${day} and waits for somebody to read it`,
    optOut: (day: string) => `Said so on ${day}. Call instead.`,
    chase: (day: string) => `The last reminder went out on ${day} and brought nothing. Call.`,
    unknown: (day: string) => `Of ${day}. It is not sent again, so that nobody gets it twice. Call, or look.`,
    stopped: (day: string) => `Since ${day} the carrier takes none. See what it says.`,
    wallet: (day: string) =>
      `Since ${day} the carrier takes none. Top the account up, then let messages out.`,
    quality: (day: string) =>
      `Told on ${day}: customers block your messages or report them. Write less, or fewer are let through.`,
    template: (day: string) => `The carrier stopped it on ${day}. Write it anew, or register it again.`,
    hook: (day: string) =>
      `Messages since ${day} were taken, but no word came of any. Check the webhook there.`,
    offer: (day: string) =>
      `Less is given from the day after ${day}, and there is no answer. A call may help.`,
    budget: "Four fifths or more are promised. What is beyond it is not offered before next month.",
    note: (n: number, day: string) =>
      n === 0
        ? `${day} is the last day to declare them with tax`
        : `${days(n)} left to declare them with tax, until ${day}`,
  },
};
export type AlertWords = typeof alertEn;
