/**
 * Why Tally could not be read, as an agent tells it by code beside its own words. An agent newer than its reader may tell others.
 * docs/tally/failures.md says how each shows.
 */
export const TROUBLE_CODES = [
  "tally-closed",
  "no-company",
  "company-closed",
  "busy",
  "connection-lost",
  "truncated",
  "not-tally",
  "wrong-encoding",
  "wrong-company",
  "educational",
  "bad-report",
  "prompts",
  "error-answer",
  "unexpected-answer",
  "period-moved",
  "agent-too-old", // told by the server of an agent that it refuses
] as const;
export type TroubleCode = (typeof TROUBLE_CODES)[number];
