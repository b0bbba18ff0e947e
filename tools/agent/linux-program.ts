import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ok, type Result } from "@cfa/values/result";

import { bundle, ENTRIES } from "./bundle.ts";
import { fetchNode } from "./node-runtime.ts";
import { EXEC_ARGV } from "./sea-blob.ts";

/** How the agent is started on Linux: what stands before its own options, and behind them. */
export type LinuxProgram = {
  readonly node: string;
  readonly before: readonly string[];
  readonly behind: readonly string[];
};

/**
 * The same launcher and bundle under the same Node with the same flags on Linux, to measure by. It is no single executable: Node's
 * executable for Linux, written anew with a blob in it, holds some 40 MB more of its own file in memory, which says nothing of Windows.
 */
export async function makeLinuxProgram(
  folder: string,
  { cache, version }: { cache: string; version: string },
): Promise<Result<LinuxProgram, string>> {
  const node = fetchNode("linux", cache);
  if (!node.ok) return node;
  mkdirSync(folder, { recursive: true });
  const [launcher, agent] = [join(folder, "launcher.cjs"), join(folder, "agent.cjs")];
  writeFileSync(launcher, await bundle(ENTRIES.launcher, { version, releaseKeys: [] }));
  writeFileSync(agent, await bundle(ENTRIES.agent, { version, releaseKeys: [] }));
  return ok({ node: node.value, before: [...EXEC_ARGV, launcher], behind: ["--", "--bundle", agent] });
}
