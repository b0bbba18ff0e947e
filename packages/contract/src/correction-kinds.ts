/* The kinds and states of corrections, by themselves (corrections.ts). */

export const CORRECTION_KINDS = [
  "rematch",
  "due-date",
  "terms",
  "dispute",
  "write-off",
  "merge",
  "exclude",
  "contact",
  "credit-limit",
  "tds-profile",
  "promise",
  "class-pin",
] as const;

export const CORRECTION_STATES = ["waiting", "active", "conflict", "retired", "undone", "rejected"] as const;

export const EXCLUSION_CAUSES = ["related", "staff", "cash", "legal", "other"] as const;

/** How a party pays, as an owner may say it is. */
export const PINNED_CLASSES = ["prompt", "on-time", "late", "risky"] as const;

/** How a party pays, as it is learned. `new`: too little is known. */
export const PAYMENT_CLASSES = [...PINNED_CLASSES, "new"] as const;
