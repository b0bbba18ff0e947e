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
