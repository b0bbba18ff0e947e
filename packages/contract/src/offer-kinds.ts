/* How offers stand, for who carries no schema library. */

/** Which offers a list is of: those that wait for the owner, those that a customer may take or has taken, those that are over; open: the first two. */
export const OFFER_LISTS = ["waiting", "live", "over", "open"] as const;

export const OFFER_STATES = [
  "proposed",
  "rejected",
  "lapsed-unapproved",
  "approved",
  "accepted",
  "honoured",
  "lapsed",
  "withdrawn",
] as const;

/** Why a party or a bill is offered nothing. */
export const NO_OFFERS = [
  "stale",
  "excluded",
  "live-offer",
  "too-few-settled",
  "too-soon",
  "year-cap",
  "slower-since-offers",
  "small-margin",
  "not-late",
  "disputed",
  "promised",
  "unapplied-covers",
  "tds-only",
  "nothing-open",
  "offered-before",
  "overdue",
  "pays-in-time",
  "not-worth-it",
  "other-bill",
  "budget",
] as const;

/** Why an owner's own steps cannot be. */
export const STEPS_REFUSALS = [
  "no-steps",
  "too-many",
  "past",
  "day-order",
  "not-less",
  "too-long",
  "above-cap",
  "below-floor",
  "uneven",
  "over-budget",
  "loses",
] as const;

/** Why nothing can be said of an owner's own steps: it is not as it was seen, or nothing is known of the bill any more. */
export const EDIT_FAILURES = ["decided", "changed", "moved", "stale"] as const;

/** At most so many offers are decided at once. */
export const MOST_OFFERS = 100;

/** Where the credit note of a discount stands. */
export const NOTE_STATES = ["to-post", "drafted", "optional", "posted", "gone"] as const;
export const NOTE_LISTS = ["all", "to-post", "posted"] as const;
/** Why a note with tax cannot be made. */
export const NOTE_REFUSALS = ["no-rule", "no-tax", "not-agreed-before", "too-late"] as const;
