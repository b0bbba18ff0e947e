import { verify, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { MOST_MANIFEST_BYTES, ReleaseManifest, type ReleaseFile } from "@cfa/contract/agent-release";
import { fail, ok, type Result } from "@cfa/values/result";

import { checkedFile, type Hashes, type Stated } from "./checked-file.ts";

/** A release as it was signed, with all its files there. */
export type Release = {
  readonly manifest: ReleaseManifest;
  readonly text: Buffer;
  readonly signature: Buffer;
  /** What agents may get by name. */
  readonly bundles: ReadonlyMap<string, Stated>;
  /** What people may get. */
  readonly files: readonly ReleaseFile[];
};

/** How the file is called that agents run. */
export function bundleName(version: string): string {
  return `agent-${version}.cjs`;
}

/** Reads the release that lies in a folder; or says why there is none that may be given out. */
export async function readRelease(
  folder: string,
  { keys, hashes }: { keys: readonly KeyObject[]; hashes: Hashes },
): Promise<Result<Release, string>> {
  const text = await readFile(join(folder, "manifest.json"));
  const signature = await readFile(join(folder, "manifest.sig"));
  if (text.length > MOST_MANIFEST_BYTES) return fail("its manifest.json is too large");
  if (!keys.some((key) => verify(null, text, key, signature))) {
    return fail("manifest.sig is not of this manifest.json by a key of CFA_AGENT_RELEASE_KEY");
  }
  const manifest = manifestIn(text);
  if (!manifest.ok) return manifest;
  const offered = offeredBy(manifest.value);
  for (const [name, stated] of [
    ...offered.bundles,
    ...offered.files.map((file) => [file.name, file] as const),
  ]) {
    const checked = await checkedFile(join(folder, name), { stated, hashes });
    if (!checked.ok) return fail(`${name} ${checked.error}`);
    await checked.value.close();
  }
  return ok({ manifest: manifest.value, text, signature, ...offered });
}

function manifestIn(text: Buffer): Result<ReleaseManifest, string> {
  try {
    const read = ReleaseManifest.safeParse(JSON.parse(text.toString("utf8")));
    if (read.success) return ok(read.data);
    const [issue] = read.error.issues;
    return fail(`its manifest.json is not right: ${issue?.path.join(".")}: ${issue?.message}`);
  } catch {
    return fail("its manifest.json is no JSON");
  }
}

/** What is given out of a release: nothing of one that is stopped, and nothing that is withdrawn. */
function offeredBy(manifest: ReleaseManifest): Pick<Release, "bundles" | "files"> {
  const { version, sha256, bytes, isStopped } = manifest;
  const isOffered = (one: Stated): boolean => !isStopped && !manifest.withdrawn.includes(one.sha256);
  const bundle = { sha256, bytes };
  return {
    bundles: new Map(isOffered(bundle) ? [[bundleName(version), bundle]] : []),
    files: (manifest.files ?? []).filter(isOffered),
  };
}
