import { readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { AGENT_VERSION } from "@cfa/agent/version";

import { buildAgent, BUILT, type BuildOptions } from "./build.ts";

/*
 * npm run build:agent [-- --release] [--out DIR] [--version 1.2.0] [--release-key BASE64]… [--sign-with PROGRAM] [--check]:
 * builds the desktop agent for Windows, on Linux (docs/agent/build.md). --check builds twice without signatures and compares byte by byte.
 */

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const MEGABYTE = 1_000_000;
/** Beyond these, people wait too long or disks of Tally PCs fill. */
const MOST_EXE_BYTES = 110 * MEGABYTE;
const MOST_RELEASE_SETUP_BYTES = 30 * MEGABYTE;

const { values } = parseArgs({
  options: {
    release: { type: "boolean", default: false },
    out: { type: "string" },
    version: { type: "string", default: AGENT_VERSION },
    "release-key": { type: "string", multiple: true, default: [] },
    "sign-with": { type: "string" },
    check: { type: "boolean", default: false },
  },
});
process.exitCode = values.check ? await check() : await build();

async function build(): Promise<number> {
  const out = values.out === undefined ? join(ROOT, "dist", "agent") : resolve(values.out);
  const program = values["sign-with"];
  const built = await buildAgent({
    ...common(out),
    ...(program === undefined ? {} : { signing: { kind: "program", program } }),
  });
  if (!built.ok) return complain(built.error);
  for (const [name, bytes] of Object.entries(built.value)) {
    console.log(`${(bytes / MEGABYTE).toFixed(1).padStart(7)} MB  ${join(out, name)}`);
  }
  if (values["release-key"].length === 0) console.log("No --release-key: this build takes no updates.");
  if (program === undefined) console.log("Signed by a test certificate of this build, which no PC trusts.");
  if ((built.value["cfa-agent.exe"] ?? 0) > MOST_EXE_BYTES) return complain("The executable is too large.");
  if (values.release && (built.value["CFA-Agent-Setup.exe"] ?? 0) > MOST_RELEASE_SETUP_BYTES)
    return complain("The setup is too large.");
  return 0;
}

async function check(): Promise<number> {
  const folders = ["first", "second"].map((name) => join(ROOT, ".cache", "agent-check", name));
  for (const out of folders) {
    const built = await buildAgent({ ...common(out), signing: { kind: "none" } });
    if (!built.ok) return complain(built.error);
  }
  const different = BUILT.filter((name) => {
    const [first, second] = folders.map((folder) => readFileSync(join(folder, name)));
    return first === undefined || second === undefined || !first.equals(second);
  });
  if (different.length > 0) return complain(`Two builds differ in ${different.join(", ")}.`);
  console.log(`Two builds are the same, byte by byte: ${BUILT.join(", ")}.`);
  rmSync(join(ROOT, ".cache", "agent-check"), { recursive: true, force: true });
  return 0;
}

function common(out: string): BuildOptions {
  return {
    out,
    cache: join(ROOT, ".cache", "agent-node"),
    version: values.version,
    isRelease: values.release,
    releaseKeys: values["release-key"],
    say: (line) => console.log(`… ${line}`),
  };
}

function complain(line: string): number {
  console.error(line);
  return 1;
}
