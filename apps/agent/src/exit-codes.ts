/** What the agent's process ends with, for scripts and services. */
export const EXIT = {
  well: 0,
  /** Something could not be done: a company was not synced, or not paired. */
  failure: 1,
  /** It was called in a way that it does not understand. */
  usage: 2,
  /** No company is paired, and no key lies ready. */
  notPaired: 3,
  /** Another agent is at work in the data folder. */
  atWork: 4,
  /** A check of `agent selftest` did not go well. */
  unfit: 5,
} as const;
