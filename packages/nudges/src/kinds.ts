/* The words of nudges: what is sent, where in the ladder it stands, how it goes and how far it has got. */

/** What a nudge is: a reminder of bills, word of an offer, thanks for money, a statement that was asked for. */
export type Kind = "reminder" | "offer" | "thanks" | "statement";
export const KINDS = ["reminder", "offer", "thanks", "statement"] as const satisfies readonly Kind[];

/** How a message reaches a party. Print: a letter, which a person takes along. Push goes to members alone and is none of these. */
export type Way = "whatsapp" | "sms" | "email" | "print";
export const WAYS = ["whatsapp", "sms", "email", "print"] as const satisfies readonly Way[];

/** A place in a ladder; those of reminders in the order they are reached. */
export type Stage =
  | "before-due"
  | "due"
  | "after-3"
  | "after-7"
  | "after-15"
  | "after-30"
  | "final"
  | "promise-broken"
  | "offered"
  | "ending"
  | "paid"
  | "asked";
export const LADDER_STAGES = [
  "before-due",
  "due",
  "after-3",
  "after-7",
  "after-15",
  "after-30",
  "final",
] as const satisfies readonly Stage[];
/** The stages that each kind has. */
export const STAGES_OF = {
  reminder: [...LADDER_STAGES, "promise-broken"],
  offer: ["offered", "ending"],
  thanks: ["paid"],
  statement: ["asked"],
} as const satisfies Readonly<Record<Kind, readonly Stage[]>>;

/** The language a party is written to in. */
export type Language = "en" | "hi";
export const LANGUAGES = ["en", "hi"] as const satisfies readonly Language[];

/** Whether each message, a day's messages as one, or none of them waits for a person's word. */
export type Approval = "each" | "digest" | "automatic";
/** How one nudge may go out; by hand: a person asked for just this one. */
export type NudgeApproval = Approval | "by-hand";

/** Who carries a message. */
export type Provider = "whatsapp" | "twilio" | "msg91" | "smtp" | "expo" | "print";

/** Where a nudge is. */
export type NudgeState = "proposed" | "queued" | "sending" | "sent" | "failed" | "ended";

/**
 * How far one attempt has got. Put-off: surely not sent. Unknown: it may have been. Failed: the provider took it and said later that
 * it did not arrive.
 */
export type AttemptState =
  | "calling"
  | "put-off"
  | "unknown"
  | "accepted"
  | "sent"
  | "failed"
  | "delivered"
  | "read"
  | "printed";

/** What a registered variable may hold. Text: on WhatsApp, in mail and in print, where no tag is registered. */
export type Tag = "numeric" | "alphanumeric" | "url" | "text";

/** What a template may speak of. */
export type VariableName =
  | "amount"
  | "bill"
  | "bills"
  | "count"
  | "days"
  | "dueDay"
  | "link"
  | "party"
  | "brand"
  | "pay"
  | "off"
  | "until";

/** What providers and operators take a text for. */
export type Category = "utility" | "marketing" | "service" | "promotional";

/** Where a template stands with the provider that has to approve it. */
export type TemplateState = "approved" | "paused" | "recategorised" | "draft" | "submitted" | "rejected";

/** By what a party's leave was given or taken back. */
export type ConsentSource = "owner-attested" | "signed-form" | "reply" | "pay-page" | "provider" | "import";
