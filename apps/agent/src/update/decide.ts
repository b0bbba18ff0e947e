import type { ReleaseManifest } from "@cfa/contract/agent-release";
import { compareVersions, laterVersion } from "@cfa/contract/agent-versions";

import type { BundleState } from "./bundle-state.ts";
import { isDrawn } from "./draw.ts";

export type Standing = {
  /** Version of the executable. */
  readonly launcher: string;
  /** Version of the bundle that runs. */
  readonly running: string;
  readonly agentId: string;
};

/**
 * What an agent does about the release that a server offers. `old`: it runs the same or a newer one, or has run one; `stopped`: nobody
 * takes it any more; `later`: it was not drawn yet; `bad`: it was tried here.
 */
export function decide(
  release: ReleaseManifest,
  { launcher, running, agentId }: Standing,
  state: Pick<BundleState, "highest" | "bad" | "withdrawn">,
): "take" | "old" | "stopped" | "later" | "bad" | "needs-setup" {
  const { version, sha256, percent } = release;
  if (compareVersions(version, running) <= 0) return "old";
  if (compareVersions(version, laterVersion(running, state.highest ?? running)) < 0) return "old";
  if (release.isStopped || state.withdrawn.includes(sha256) || release.withdrawn.includes(sha256))
    return "stopped";
  if (state.bad.some((one) => one.version === version)) return "bad";
  if (!isDrawn({ version, agentId }, percent)) return "later";
  return compareVersions(release.launcher, launcher) > 0 ? "needs-setup" : "take";
}
