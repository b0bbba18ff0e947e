import { createHash, generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import type { TestProject } from "vitest/node";

import { buildAgent } from "../../tools/agent/build.ts";
import { bundle, ENTRIES } from "../../tools/agent/bundle.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The agent as people have it, and the next one. Both believe the same key. */
    agentBuilds: { first: string; next: string; releaseKey: string };
  }
}

export const FIRST_VERSION = "1.0.0";
export const NEXT_VERSION = "1.1.0";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const cache = join(root, ".cache");
const builds = join(cache, "wine-builds");

/** Builds the agent in two versions, unless just that lies there from an earlier run. */
export default async function setup(project: TestProject): Promise<void> {
  mkdirSync(builds, { recursive: true });
  const { releaseKey, publicKey } = releaseKeys();
  const wanted = await inputs(publicKey);
  const marker = join(builds, "built-from");
  const folders = [FIRST_VERSION, NEXT_VERSION].map((version) => ({ version, out: join(builds, version) }));
  if (!existsSync(marker) || readFileSync(marker, "utf8") !== wanted) {
    for (const { version, out } of folders) {
      console.log(`Building the agent ${version} for Windows (one minute)…`);
      const built = await buildAgent({
        out,
        version,
        cache: join(cache, "agent-node"),
        isRelease: false,
        releaseKeys: [publicKey],
        say: () => undefined,
      });
      if (!built.ok) throw new Error(built.error);
    }
    writeFileSync(marker, wanted);
  }
  project.provide("agentBuilds", {
    first: join(builds, FIRST_VERSION),
    next: join(builds, NEXT_VERSION),
    releaseKey,
  });
}

/** Made once for this machine's tests: a key that was built in must be the one that signs. */
function releaseKeys(): { releaseKey: string; publicKey: string } {
  const [secret, open] = [join(builds, "release.pem"), join(builds, "release.pub")];
  if (!existsSync(secret) || !existsSync(open)) {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    writeFileSync(secret, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
    writeFileSync(open, publicKey.export({ type: "spki", format: "der" }).toString("base64"));
  }
  return { releaseKey: secret, publicKey: readFileSync(open, "utf8") };
}

/** What the builds are made of: both bundles and the tool itself. */
async function inputs(publicKey: string): Promise<string> {
  const hash = createHash("sha256").update(publicKey);
  for (const entry of Object.values(ENTRIES))
    hash.update(await bundle(entry, { version: FIRST_VERSION, releaseKeys: [] }));
  const tool = join(root, "tools", "agent");
  for (const name of readdirSync(tool).toSorted()) {
    if (/(?<!\.test)\.(?:ts|c|nsi)$/.test(name)) hash.update(readFileSync(join(tool, name)));
  }
  return hash.digest("hex");
}
