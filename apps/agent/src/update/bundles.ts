import type { KeyObject } from "node:crypto";
import { dirname, join } from "node:path";

import { compareVersions, laterVersion } from "@cfa/contract/agent-versions";

import { changeState, readState, type BundleState } from "./bundle-state.ts";
import type { Disk } from "./disk.ts";
import { bundlePath, storedBundles } from "./stored-bundles.ts";
import { bundleFault, hashOf } from "./verify.ts";

/** The bundle inside the executable: the last resort, never bad. */
export type Embedded = { readonly version: string; readonly code: Uint8Array };

export type Bundles = {
  readonly disk: Disk;
  readonly folder: string;
  readonly keys: readonly KeyObject[];
  readonly embedded: Embedded;
  /** Whether a process runs. */
  readonly isAlive: (pid: number) => boolean;
  /** UTC, ISO 8601. */
  readonly now: () => string;
};

export type Choice = {
  readonly version: string;
  readonly isEmbedded: boolean;
  /** It was never healthy here: it is watched, and let go of when it fails. */
  readonly isOnTrial: boolean;
  readonly code: Uint8Array;
  /** Where it lies; for stacks in the log. */
  readonly path: string;
  readonly notes: readonly string[];
};

/** So often may one on trial die before it is healthy: once may be a power cut. */
const DEATHS_ON_TRIAL = 2;
/** One that was healthy before is rather ill of what it finds on this PC; but an agent that never gets up cannot be mended either. */
const DEATHS = 5;

type Candidate = { version: string; isEmbedded: boolean; sha256: string; read: () => Uint8Array | string };

/**
 * The bundle to be run: the newest that is signed, whole, fit for this executable, not withdrawn and not bad. All of it is looked at
 * each time. With `onlyProven` none that would be on trial: for starts that only ask something of an agent at work.
 */
export function chooseBundle(bundles: Bundles, { onlyProven = false } = {}): Choice {
  const { disk, folder, embedded } = bundles;
  const notes: string[] = [];
  const { state, isTorn } = readState(disk, folder);
  if (isTorn) notes.push("what was remembered of bundles is torn and counts as nothing");
  const { candidates, withdrawn } = candidatesIn(bundles, { state, notes });
  for (const { version, isEmbedded, sha256, read } of candidates) {
    const isOnTrial = !isEmbedded && !state.proven.includes(version);
    if (isOnTrial && onlyProven) continue;
    const passOver = (reason: string): number => notes.push(`${version} is passed over: ${reason}`);
    if (withdrawn.has(sha256)) {
      passOver("it is withdrawn");
      continue;
    }
    const ill = isEmbedded ? undefined : illnessOf(bundles, { state, version });
    if (ill !== undefined) {
      passOver(ill);
      continue;
    }
    const code = read();
    if (typeof code === "string") {
      passOver(code);
      continue;
    }
    const path = isEmbedded ? embeddedPath(version) : bundlePath(folder, { version, file: "cjs" });
    return { version, isEmbedded, isOnTrial, code, path, notes };
  }
  notes.push("there is no other: the one of the executable runs");
  const { version, code } = embedded;
  return { version, isEmbedded: true, isOnTrial: false, code, path: embeddedPath(version), notes };
}

/** A start begins. False where that cannot be written down: then nothing should be tried out. */
export function noteStart(
  { disk, folder, now }: Bundles,
  { version, pid }: { version: string; pid: number },
): boolean {
  try {
    changeState({ disk, folder }, (state) => ({
      starts: [...state.starts, { version, pid, at: now() }],
      highest: laterVersion(version, state.highest ?? version),
    }));
    return true;
  } catch {
    return false;
  }
}

/** It runs well: its deaths before are forgotten and it may be kept. */
export function noteHealthy({ disk, folder }: Bundles, version: string): void {
  const { state: known } = readState(disk, folder);
  const hasStarts = known.starts.some((start) => start.version === version);
  if (known.current === version && known.proven.includes(version) && !hasStarts) return;
  changeState({ disk, folder }, (state) => ({
    current: version,
    previous: state.current === version ? state.previous : state.current,
    highest: laterVersion(version, state.highest ?? version),
    proven: [...state.proven.filter((one) => one !== version), version],
    starts: state.starts.filter((start) => start.version !== version),
  }));
}

/** A process ended because it was told to: that says nothing about its bundle. */
export function noteEnd({ disk, folder }: Bundles, pid: number): void {
  changeState({ disk, folder }, (state) => ({ starts: state.starts.filter((start) => start.pid !== pid) }));
}

/** It is not run any more, whatever comes. */
export function noteBad(
  { disk, folder, now }: Bundles,
  { version, reason }: { version: string; reason: string },
): void {
  changeState({ disk, folder }, (state) => ({
    bad: [...state.bad.filter((one) => one.version !== version), { version, reason, at: now() }],
    starts: state.starts.filter((start) => start.version !== version),
  }));
}

/** There is no such file: it only names the embedded bundle in stacks. */
function embeddedPath(version: string): string {
  return join(dirname(process.execPath), `agent-${version}.cjs`);
}

/** Newest first; of two of one version the executable's own. With the hashes that any signed manifest withdraws. */
function candidatesIn(
  { disk, folder, keys, embedded }: Bundles,
  { state, notes }: { state: BundleState; notes: string[] },
): { candidates: Candidate[]; withdrawn: Set<string> } {
  const withdrawn = new Set(state.withdrawn);
  const candidates: Candidate[] = [
    {
      version: embedded.version,
      isEmbedded: true,
      sha256: hashOf(embedded.code),
      read: () => embedded.code,
    },
  ];
  for (const { version, release } of storedBundles({ disk, folder }, keys)) {
    if (!release.ok) {
      notes.push(`${version} is passed over: ${release.error}`);
      continue;
    }
    const signed = release.value;
    for (const hash of signed.withdrawn) withdrawn.add(hash);
    if (compareVersions(signed.launcher, embedded.version) > 0) {
      notes.push(`${version} is passed over: it needs the executable ${signed.launcher}`);
      continue;
    }
    const read = (): Uint8Array | string => {
      const code = disk.read(bundlePath(folder, { version, file: "cjs" }));
      return code === undefined ? "it is not there" : (bundleFault(code, signed) ?? code);
    };
    candidates.push({ version, isEmbedded: false, sha256: signed.sha256, read });
  }
  const newestFirst = candidates.toSorted(
    (a, b) => compareVersions(b.version, a.version) || Number(b.isEmbedded) - Number(a.isEmbedded),
  );
  return { candidates: newestFirst, withdrawn };
}

/** Why one is not to be run after what happened here; one that died too often is written down as bad. */
function illnessOf(
  bundles: Bundles,
  { state, version }: { state: BundleState; version: string },
): string | undefined {
  const known = state.bad.find((one) => one.version === version);
  if (known !== undefined) return known.reason;
  const deaths = state.starts.filter(
    (start) => start.version === version && !bundles.isAlive(start.pid),
  ).length;
  if (deaths < (state.proven.includes(version) ? DEATHS : DEATHS_ON_TRIAL)) return undefined;
  const reason = `it died ${deaths} times before it was healthy`;
  try {
    noteBad(bundles, { version, reason });
  } catch {
    // A disk that takes nothing: the deaths are still there to be counted next time.
  }
  return reason;
}
