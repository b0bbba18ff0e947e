import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { ok, type Result } from "@cfa/values/result";

import { bundle, ENTRIES } from "./bundle.ts";
import { fetchNode } from "./node-runtime.ts";
import { makeBlob } from "./sea-blob.ts";

/** The same program for Linux, to measure by: nobody is given it. Answers where it lies. */
export async function makeLinuxProgram(
  folder: string,
  { cache, version }: { cache: string; version: string },
): Promise<Result<string, string>> {
  const node = fetchNode("linux", cache);
  if (!node.ok) return node;
  mkdirSync(folder, { recursive: true });
  const agent = await bundle(ENTRIES.agent, { version, releaseKeys: [] });
  const launcher = await bundle(ENTRIES.launcher, { version, releaseKeys: [] });
  const made = makeBlob({ launcher, agent, linuxNode: node.value, folder, how: "--build-sea" });
  return made.ok ? ok(join(folder, "sea.blob")) : made;
}
