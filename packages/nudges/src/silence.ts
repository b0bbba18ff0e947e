/* Every reason for which nothing is said, as codes; the words are the app's. */

/** Why a due stage of a bill is not spoken of. */
export const SILENCE_CODES = [
  "off",
  "excluded",
  "no-ground",
  "paid",
  "tds-only",
  "disputed",
  "too-small",
  "post-dated",
  "covered",
  "promised",
  "said-paid",
  "paid-at-gateway",
  "reply-waiting",
  "party-differs",
  "passed-over",
  "earlier-first",
  "not-due",
  "chased-out",
  "cap-week",
  "cap-month",
  "two-a-day",
  "opted-out",
  "no-consent",
  "no-address",
  "address-dead",
  "no-account",
  "no-template",
  "no-way",
  "party-quiet",
  "quiet-day",
  "holiday",
  "outside-hours",
  "preflight",
  "offer-over",
  "held-out",
  "not-received",
  "step-sent",
  "no-way-left",
  "day-passed",
  "taken-back",
] as const;
export type SilenceCode = (typeof SILENCE_CODES)[number];

/** Why a nudge has ended without being sent. */
export const END_CODES = [
  "paid",
  "covered",
  "post-dated",
  "tds-only",
  "disputed",
  "too-small",
  "excluded",
  "opted-out",
  "no-ground",
  "promised",
  "said-paid",
  "paid-at-gateway",
  "reply-waiting",
  "party-differs",
  "party-quiet",
  "offer-over",
  "held-out",
  "not-received",
  "not-due",
  "step-sent",
  "two-a-day",
  "cap-week",
  "cap-month",
  "no-way",
  "no-way-left",
  "preflight",
  "day-passed",
  "taken-back",
  "off",
] as const satisfies readonly SilenceCode[];
export type EndCode = (typeof END_CODES)[number];

/** Why a bill may not be asked for, whatever its stage. */
export type ChaseCode = Extract<
  EndCode,
  | "excluded"
  | "paid"
  | "tds-only"
  | "disputed"
  | "post-dated"
  | "covered"
  | "too-small"
  | "promised"
  | "said-paid"
  | "paid-at-gateway"
  | "reply-waiting"
  | "party-differs"
>;

/** Why a nudge waits. */
export const PUT_OFF_CODES = [
  "books-busy",
  "books-changing",
  "outside-hours",
  "quiet-day",
  "holiday",
  "stale",
  "tie-out-differs",
  "pace",
  "provider-later",
  "account-paused",
] as const;
export type PutOffCode = (typeof PUT_OFF_CODES)[number];

/** Why a nudge goes out on another day than its stage's. */
export const MOVED_CODES = [
  "quiet-day",
  "holiday",
  "party-quiet",
  "outside-hours",
] as const satisfies readonly SilenceCode[];
export type MovedCode = (typeof MOVED_CODES)[number];

/** Why a way cannot be taken. */
export const WAY_CODES = [
  "opted-out",
  "no-ground",
  "no-consent",
  "no-address",
  "address-dead",
  "no-account",
  "account-paused",
  "no-template",
  "preflight",
] as const;
export type WayCode = (typeof WAY_CODES)[number];

/** Why a text may not go out as it is. */
export const PREFLIGHT_CODES = [
  "no-template",
  "template-paused",
  "wrong-category",
  "no-dlt",
  "numeric",
  "alphanumeric",
  "too-long",
  "url-host",
  "no-brand",
  "units",
  "promotional-words",
  "empty",
  "control-chars",
] as const;
export type PreflightCode = (typeof PREFLIGHT_CODES)[number];
