import flags from "../node-flags.json" with { type: "json" };

/**
 * Flags of Node that the agent runs under. A small young generation, because records live for one batch only, and a heap that
 * grows in small steps: the memory of a Tally PC belongs to Tally. Size before speed: it costs a sixth more of the agent's own processor
 * time while it reads, which Tally's own slowness hides. Figures with and without: docs/benchmarks.md.
 */
export const AGENT_NODE_FLAGS: readonly string[] = flags;
