import { createHash } from "node:crypto";

const RANGE = 2 ** 48;

/**
 * Whether an agent is among the `percent` that take a version: drawn from both, so that the same agents stay in when the percentage grows,
 * and other ones come first for the next version.
 */
export function isDrawn(
  { version, agentId }: { version: string; agentId: string },
  percent: number,
): boolean {
  const drawn = createHash("sha256").update(`${version} ${agentId}`).digest().readUIntBE(0, 6);
  return (drawn / RANGE) * 100 < percent;
}
