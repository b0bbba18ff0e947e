import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { fail, ok, type Result } from "@cfa/values/result";

import { bundle, ENTRIES } from "./bundle.ts";
import { drawIcon } from "./icon.ts";
import { checkSigner, fetchNode } from "./node-runtime.ts";
import { packExe } from "./pack-exe.ts";
import { absentPackages } from "./run-tool.ts";
import { makeBlob } from "./sea-blob.ts";
import { compileServiceHost } from "./service-host.ts";
import { makeSetup } from "./setup.ts";
import { makeTestCertificate, signFile, type Signing } from "./sign.ts";

/** What a build leaves in its folder; `release:agent --from` takes the first three. */
export const BUILT = ["agent.cjs", "cfa-agent.exe", "CFA-Agent-Setup.exe", "cfa-agent-service.exe"] as const;
const PUBLISHER = "CFA";

export type BuildOptions = {
  readonly out: string;
  /** Holds the fetched Node between builds. */
  readonly cache: string;
  readonly version: string;
  readonly isRelease: boolean;
  /** Whom updates are believed of: base64 of public keys, as CFA_AGENT_RELEASE_KEY of a server. Without one no update is taken. */
  readonly releaseKeys: readonly string[];
  /** Left out: a test certificate of this build alone. */
  readonly signing?: Signing;
  readonly say: (line: string) => void;
  /** The sources of the two programs; the product's when left out. */
  readonly entries?: { readonly agent: string; readonly launcher: string };
};

/** Builds the agent as people install it. Answers the size of each file in bytes. */
export async function buildAgent(options: BuildOptions): Promise<Result<Record<string, number>, string>> {
  const absent = absentPackages();
  if (absent.length > 0) return fail(`Missing for this build: apt-get install ${absent.join(" ")}`);
  const { out, version, isRelease, say } = options;
  const work = join(out, "work");
  rmSync(out, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const signing = options.signing === undefined ? makeTestCertificate(work) : ok(options.signing);
  if (!signing.ok) return signing;
  say("programs");
  const programs = await makePrograms(options, { work });
  if (!programs.ok) return programs;
  for (const name of ["cfa-agent.exe", "cfa-agent-service.exe"]) {
    const signed = signFile(join(out, name), signing.value);
    if (!signed.ok) return signed;
  }
  say(`setup (${isRelease ? "solid LZMA, one to two minutes" : "zlib"})`);
  const setup = join(out, "CFA-Agent-Setup.exe");
  const icon = join(work, "icon.ico");
  const made = makeSetup({
    version,
    publisher: PUBLISHER,
    folder: out,
    icon,
    out: setup,
    isRelease,
    signing: signing.value,
  });
  if (!made.ok) return made;
  const signed = signFile(setup, signing.value);
  if (!signed.ok) return signed;
  rmSync(work, { recursive: true, force: true });
  writeFileSync(join(out, "SHA256SUMS"), hashLines(out));
  return ok(Object.fromEntries(BUILT.map((name) => [name, statSync(join(out, name)).size])));
}

/** The bundle, and the two programs without a signature. */
async function makePrograms(
  { out, cache, version, releaseKeys, entries = ENTRIES }: BuildOptions,
  { work }: { work: string },
): Promise<Result<void, string>> {
  const windowsNode = fetchNode("win", cache);
  if (!windowsNode.ok) return windowsNode;
  const linuxNode = fetchNode("linux", cache);
  if (!linuxNode.ok) return linuxNode;
  const isSigned = checkSigner(windowsNode.value);
  if (!isSigned.ok) return isSigned;
  const agent = await bundle(entries.agent, { version, releaseKeys });
  const launcher = await bundle(entries.launcher, { version, releaseKeys });
  const blob = makeBlob({ launcher, agent, linuxNode: linuxNode.value, folder: work });
  if (!blob.ok) return blob;
  const icon = drawIcon();
  writeFileSync(join(work, "icon.ico"), icon);
  const exe = packExe(readFileSync(windowsNode.value), {
    blob: blob.value,
    icon,
    version,
    publisher: PUBLISHER,
    name: "CFA Agent",
    fileName: "cfa-agent.exe",
  });
  writeFileSync(join(out, "cfa-agent.exe"), exe);
  writeFileSync(join(out, "agent.cjs"), agent);
  const host = compileServiceHost(join(out, "cfa-agent-service.exe"));
  return host.ok ? ok(undefined) : host;
}

/** As `sha256sum --check` reads them. */
function hashLines(folder: string): string {
  const lines = BUILT.map((name) => {
    const hash = createHash("sha256")
      .update(readFileSync(join(folder, name)))
      .digest("hex");
    return `${hash}  ${name}\n`;
  });
  return lines.join("");
}
