import flags from "../node-flags.json" with { type: "json" };

/**
 * Flags of Node that the agent runs under. A small young generation: records live for one batch only, and the memory of a
 * Tally PC belongs to Tally. Without them a first sync of size M holds about 290 MB, with them about 180 MB (bench:sync).
 */
export const AGENT_NODE_FLAGS: readonly string[] = flags;
