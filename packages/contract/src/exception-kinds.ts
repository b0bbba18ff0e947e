/** The kinds of exceptions, by themselves (exceptions.ts). */
export const EXCEPTION_KINDS = [
  "unallocated",
  "tds-short",
  "negative-reference",
  "duplicate-reference",
  "no-due-date",
  "no-contact",
  "duplicate-parties",
  "old-bill",
  "back-dated",
  "quarantined",
  "conflict",
] as const;
