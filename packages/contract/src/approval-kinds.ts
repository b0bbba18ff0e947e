/* What can wait for an owner's word, by itself (approvals.ts). Each kind is found where its thing lies. */

export const APPROVAL_KINDS = ["write-off"] as const;

/** `ended`: whoever asked took it back, or the books have made it needless. */
export const APPROVAL_STATES = ["asked", "approved", "refused", "ended"] as const;

/** How many are decided by one request. */
export const MOST_DECISIONS = 100;
