/* The words of messages to customers, for who carries no schema library. */

/** How a message reaches a party; print: a letter that a person takes along. */
export const NUDGE_WAYS = ["whatsapp", "sms", "email", "print"] as const;
/** Ways on which there are addresses, and an account of the company's. */
export const ADDRESS_WAYS = ["whatsapp", "sms", "email"] as const;
/** Whether each message, a day's messages as one, or none of them waits for a person's word. */
export const NUDGE_APPROVALS = ["each", "digest", "automatic"] as const;
/** The places on the ladder of reminders, in the order a bill reaches them. */
export const LADDER_STAGES = [
  "before-due",
  "due",
  "after-3",
  "after-7",
  "after-15",
  "after-30",
  "final",
] as const;

/** Minutes of a day in India that an owner may choose among: customers are written to by day. */
export const EARLIEST_MINUTE = 8 * 60;
export const LATEST_MINUTE = 21 * 60;
/** At least so many minutes of a day are left to send in. */
export const LEAST_MINUTES = 60;

/** Days from a due date that a place on the ladder may be at. */
export const EARLIEST_STAGE_DAYS = -30;
export const LATEST_STAGE_DAYS = 180;

export const BRAND_LENGTH = 30;
export const QUIET_NOTE_LENGTH = 80;
/** So many days, from today, may be named as quiet ones. */
export const QUIET_DAYS_AHEAD = 731;

export type LadderRung = { stage: (typeof LADDER_STAGES)[number]; days: number };

/** What is wrong with the places of one class, in a sentence; null: nothing. */
export function ladderProblem(rungs: readonly LadderRung[]): string | null {
  for (const [at, { stage, days }] of rungs.entries()) {
    if (stage === "before-due" ? days >= 0 : days < 0)
      return "What comes before the due date has days below zero, nothing else has.";
    const before = rungs[at - 1];
    if (before === undefined) continue;
    if (LADDER_STAGES.indexOf(before.stage) >= LADDER_STAGES.indexOf(stage))
      return "Each place stands once, in the order bills reach them.";
    if (before.days >= days) return "Each place comes at least a day after the one before.";
  }
  return null;
}

/** What leave to write is about; thanks and statements go by the leave for reminders. */
export const CONSENT_KINDS = ["reminder", "offer"] as const;
/** By what a person here says that a customer gave leave or took it back. */
export const SAID_SOURCES = ["owner-attested", "signed-form", "import"] as const;
/** By what a customer says so himself, or a provider for him. */
export const OWN_SOURCES = ["reply", "pay-page", "provider"] as const;
/** Why a word on consent was not taken: there is no such party, or the customer himself said stop and only his signature ends that. */
export const CONSENT_REFUSALS = ["not-there", "customer-withdrew"] as const;
/** At most so many words on consent are said at once. */
export const MOST_CONSENTS = 500;
export const PROOF_LENGTH = 500;

/** What somebody has looked at. */
export const LOOKED_AT = ["contacts", "message-log", "consent", "inbound", "export"] as const;

/** Who carries messages for a company by its own account there, and on which way. */
export const CHANNEL_PROVIDERS = ["whatsapp", "twilio", "msg91", "smtp"] as const;
/** Two secrets of webhooks may be good at once. */
export const HOOK_SLOTS = ["1", "2"] as const;
export const WAY_OF_PROVIDER = {
  whatsapp: "whatsapp",
  twilio: "sms",
  msg91: "sms",
  smtp: "email",
} as const satisfies Record<(typeof CHANNEL_PROVIDERS)[number], (typeof ADDRESS_WAYS)[number]>;

/** What a message to a customer is. */
export const NUDGE_KINDS = ["reminder", "offer", "thanks", "statement"] as const;
/** What a person may ask to be sent to one customer. */
export const ASKED_KINDS = [
  "reminder",
  "statement",
] as const satisfies readonly (typeof NUDGE_KINDS)[number][];
/** Which messages a list is of: those that wait for a person, go out, went out, ended without. */
export const NUDGE_LISTS = ["waiting", "queued", "sent", "ended"] as const;
export const NUDGE_STATES = ["proposed", "queued", "sending", "sent", "failed", "ended"] as const;
/** Why a decision on a message was not taken. */
export const NUDGE_DECISION_REFUSALS = [
  "not-there",
  "decided",
  "changed",
  "too-late",
  "not-allowed",
] as const;
/** At most so many messages are decided at once. */
export const MOST_NUDGES = 100;

/** What a person says of letters: that they are printed, will not be, or are to be printed after all. */
export const LETTER_MARKS = ["printed", "put-aside", "to-print"] as const;
/** Why that was not taken of one: it is no letter of ours, or it stands otherwise by now. */
export const LETTER_MARK_REFUSALS = ["not-there", "marked"] as const;
/** At most so many letters are shown, printed or marked at once. */
export const MOST_LETTERS = 100;

/** The address of letters as one document: of those named, or of all that lie there to be printed. */
export function lettersFilePath(companyId: string, nudgeIds: readonly string[]): string {
  return `/api/companies/${companyId}/letters/pdf${nudgeIds.length === 0 ? "" : `?nudgeIds=${nudgeIds.join(",")}`}`;
}

/** Where a customer's answer came by; page: that of a message. */
export const INBOUND_WAYS = ["whatsapp", "sms", "email", "page"] as const;
/** What an answer seems to say. */
export const INBOUND_INTENTS = [
  "stop",
  "stop-offers",
  "start",
  "promise",
  "dispute",
  "paid",
  "other",
] as const;
/** Which answers a list is of: those that wait for a person, or those that were decided about. */
export const INBOUND_LISTS = ["waiting", "done"] as const;
