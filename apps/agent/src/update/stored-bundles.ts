import type { KeyObject } from "node:crypto";
import { join } from "node:path";

import { compareVersions } from "@cfa/contract/agent-versions";
import { fail, type Result } from "@cfa/values/result";

import type { Disk } from "./disk.ts";
import { isAlive } from "./restart.ts";
import { isVersion, signedRelease, type SignedRelease } from "./verify.ts";

/*
 * Bundles in the data folder, three files each: agent-1.4.0.cjs, .json (the manifest as it was signed) and .sig. One that is torn, by a
 * kill or by somebody, does not verify and is passed over; so the order in which the files come or go does not matter.
 */

export type BundleFile = "cjs" | "json" | "sig";

export type StoredBundle = {
  readonly version: string;
  /** What was signed of it, or why it is not run. */
  readonly release: Result<SignedRelease, string>;
};

/** Where bundles lie below the data folder. */
export function bundleFolder(dataFolder: string): string {
  return join(dataFolder, "app");
}

/** The path of one of a bundle's files. */
export function bundlePath(folder: string, { version, file }: { version: string; file: BundleFile }): string {
  return join(folder, `agent-${version}.${file}`);
}

/** Where a bundle is gathered while it is fetched. */
export function partPath(folder: string, { version, sha256 }: { version: string; sha256: string }): string {
  return join(folder, `${version}-${sha256.slice(0, 16)}.part`);
}

/** All that lie there, newest first, by their manifests; the bundles themselves are not read yet. */
export function storedBundles(
  { disk, folder }: { disk: Disk; folder: string },
  keys: readonly KeyObject[],
): StoredBundle[] {
  return storedVersions(disk, folder).map((version) => {
    const text = disk.read(bundlePath(folder, { version, file: "json" }));
    const signature = disk.read(bundlePath(folder, { version, file: "sig" }));
    if (text === undefined || signature === undefined)
      return { version, release: fail("it has no manifest") };
    const release = signedRelease({ text, signature }, keys);
    if (release.ok && release.value.version !== version) {
      return { version, release: fail(`its manifest is of ${release.value.version}`) };
    }
    return { version, release };
  });
}

/** Removes all but those of `kept`, with what a kill left behind of them. */
export function removeOthers(
  { disk, folder }: { disk: Disk; folder: string },
  kept: readonly string[],
): void {
  for (const version of storedVersions(disk, folder)) {
    if (!kept.includes(version)) removeBundle({ disk, folder }, version);
  }
  for (const name of disk.list(folder)) {
    const pid = /\.(\d+)\.new$/.exec(name)?.[1];
    if (name.endsWith(".part") || (pid !== undefined && !isAlive(Number(pid))))
      disk.remove(join(folder, name));
  }
}

/** Removes one bundle; the signature first, so that what is left of it is no bundle. */
export function removeBundle({ disk, folder }: { disk: Disk; folder: string }, version: string): void {
  for (const file of ["sig", "json", "cjs"] as const) disk.remove(bundlePath(folder, { version, file }));
}

function storedVersions(disk: Disk, folder: string): string[] {
  const versions = disk
    .list(folder)
    .map((name) => /^agent-(.+)\.(?:cjs|json|sig)$/.exec(name)?.[1])
    .filter(isVersion);
  return [...new Set(versions)].toSorted((a, b) => compareVersions(b, a));
}
