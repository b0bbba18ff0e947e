/*
 * Versions of the desktop agent, and what server and agent speak with one another. What an agent is told about itself is worked out
 * here, for the server that refuses it and for the page that says so.
 */

/** The oldest agent that this server takes anything from; a release may ask for a newer one (`least` of its manifest). */
export const LEAST_AGENT_VERSION = "0.1.0";

const VERSION = /^\d{1,5}\.\d{1,5}\.\d{1,5}$/;

/** Below zero when `a` is older than `b`; both are such as "1.4.0". */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split(".").map(Number));
  for (let place = 0; place < 3; place++) {
    const difference = (left?.[place] ?? 0) - (right?.[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The later of two versions. */
export function laterVersion(a: string, b: string): string {
  return compareVersions(a, b) < 0 ? b : a;
}

/**
 * Whether an agent is refused, should be renewed, or neither. `newest` is what everybody may have; null: nothing. A version that is
 * no such number, as of a build for trying out, is let alone.
 */
export function agentAge(
  version: string | null | undefined,
  { least, newest }: { least: string; newest: string | null },
): "too-old" | "old" | "fine" {
  if (version === null || version === undefined || !VERSION.test(version)) return "fine";
  if (compareVersions(version, least) < 0) return "too-old";
  return newest !== null && compareVersions(version, newest) < 0 ? "old" : "fine";
}

/** The newest protocol that both speak; else which of the two is behind. */
export function agreeOnProtocol(
  agent: readonly number[],
  server: readonly number[],
): number | "agent-behind" | "server-behind" {
  const both = agent.filter((version) => server.includes(version));
  if (both.length > 0) return Math.max(...both);
  return Math.max(...agent) < Math.max(...server) ? "agent-behind" : "server-behind";
}
