/* What is asked and gets no figure. */

/** Too little is said, the books do not hold it, or it is not done. */
export const OTHERS = ["vague", "not-held", "refuse-write", "refuse-rules", "refuse-others"] as const;
export type Other = (typeof OTHERS)[number];
