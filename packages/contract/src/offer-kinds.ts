/* How offers stand, for who carries no schema library. */

/** Which offers a list is of: those that wait for the owner, those that a customer may take or has taken, those that are over. */
export const OFFER_LISTS = ["waiting", "live", "over"] as const;

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

/** At most so many offers are decided at once. */
export const MOST_OFFERS = 100;

/** Where the credit note of a discount stands. */
export const NOTE_STATES = ["to-post", "drafted", "optional", "posted", "gone"] as const;
export const NOTE_LISTS = ["all", "to-post", "posted"] as const;
/** Why a note with tax cannot be made. */
export const NOTE_REFUSALS = ["no-rule", "no-tax", "not-agreed-before", "too-late"] as const;
