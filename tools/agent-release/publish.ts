import { createHash, sign, type KeyObject } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { MOST_MANIFEST_BYTES, ReleaseManifest, type ReleaseFile } from "@cfa/contract/agent-release";
import { fail, ok, type Result } from "@cfa/values/result";

/** What the build hands over, and how it is called where servers give it out: with its version, so that files of two releases lie side by side. */
const BUILT = {
  bundle: { built: "agent.cjs", named: (version: string) => `agent-${version}.cjs` },
  setup: { built: "CFA-Agent-Setup.exe", named: (version: string) => `CFA-Agent-Setup-${version}.exe` },
  portable: { built: "cfa-agent.exe", named: (version: string) => `cfa-agent-${version}.exe` },
} as const;

export type Publishing = {
  /** Signs the manifest. It never lies on a server. */
  readonly key: KeyObject;
  /** The folder that servers read (CFA_AGENT_RELEASES). */
  readonly to: string;
  /** A new release: the folder of the build, and what it is. Left out: the release that lies there is said anew. */
  readonly built?: { readonly folder: string; readonly version: string };
  /** What is said of it; what is left out stays, or is what a first release begins with. */
  readonly says: Partial<Pick<ReleaseManifest, "percent" | "isStopped" | "launcher" | "least" | "publisher">>;
  /** SHA-256 of bundles and files that are taken out of use. */
  readonly withdraw?: readonly string[];
};

/** Puts a release, or what is said of it, where servers look: files first, the manifest last and whole. Answers what is published now. */
export function publish(publishing: Publishing): Result<ReleaseManifest, string> {
  const { key, to, says, withdraw = [] } = publishing;
  if (key.type !== "private" || key.asymmetricKeyType !== "ed25519")
    return fail("The key must be an Ed25519 private key.");
  mkdirSync(to, { recursive: true });
  const before = readManifest(to);
  if (!before.ok) return before;
  const made = contentOf(publishing, before.value);
  if (!made.ok) return made;
  const { withdrawn = [], ...kept } = before.value ?? {};
  const parsed = ReleaseManifest.safeParse({
    percent: 100,
    isStopped: false,
    ...kept,
    ...made.value,
    ...says,
    withdrawn: [...new Set([...withdrawn, ...withdraw])],
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return fail(`Not published: ${issue?.path.join(".")}: ${issue?.message}`);
  }
  const text = Buffer.from(`${JSON.stringify(parsed.data, null, 2)}\n`);
  if (text.length > MOST_MANIFEST_BYTES) return fail("Not published: the manifest is too large.");
  replace(join(to, "manifest.sig"), sign(null, text, key));
  replace(join(to, "manifest.json"), text);
  return ok(parsed.data);
}

/** The release that lies in a folder; undefined: none does. */
function readManifest(folder: string): Result<ReleaseManifest | undefined, string> {
  const path = join(folder, "manifest.json");
  if (!existsSync(path)) return ok(undefined);
  try {
    return ok(ReleaseManifest.parse(JSON.parse(readFileSync(path, "utf8"))));
  } catch {
    return fail(`${path} is no manifest. Put it right or take it away.`);
  }
}

/** Copies what was built, and says what it is. A build without executables renews the bundle alone: the files of before stay. */
function contentOf(
  { built, to, says }: Publishing,
  before: ReleaseManifest | undefined,
): Result<Partial<ReleaseManifest>, string> {
  if (built === undefined)
    return before === undefined
      ? fail(`There is no release in ${to} yet. Give --from and --version.`)
      : ok({});
  const { folder, version } = built;
  if (!existsSync(join(folder, BUILT.bundle.built)))
    return fail(`There is no ${BUILT.bundle.built} in ${folder}. Build the agent first.`);
  const take = (what: keyof typeof BUILT) => {
    const name = BUILT[what].named(version);
    copyFileSync(join(folder, BUILT[what].built), join(to, `${name}.new`));
    renameSync(join(to, `${name}.new`), join(to, name));
    const content = readFileSync(join(to, name));
    return { name, bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };
  };
  const { name: _, ...bundle } = take("bundle");
  const files = (["setup", "portable"] as const)
    .filter((kind) => existsSync(join(folder, BUILT[kind].built)))
    .map((kind): ReleaseFile => ({ kind, version, ...take(kind) }));
  const launcher = says.launcher ?? (files.length > 0 ? version : before?.launcher);
  if (launcher === undefined) return fail("A first release needs its executables.");
  return ok({ version, ...bundle, launcher, isStopped: false, ...(files.length > 0 ? { files } : {}) });
}

function replace(path: string, content: Uint8Array): void {
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}
