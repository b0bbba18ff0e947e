import { readdir, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";

import { LEAST_AGENT_VERSION, laterVersion } from "@cfa/contract/agent-versions";

import type { Logger } from "../log.ts";
import { checkedFile, type Hashes, type Stated } from "./checked-file.ts";
import { readRelease, type Release } from "./read-release.ts";
import type { AgentReleaseSettings } from "./settings.ts";

/** The agent's releases as this server gives them out. */
export type AgentReleases = {
  /** The one that lies there now; null: there is none. */
  readonly current: () => Promise<Release | null>;
  /** A file of it, opened to be read; null where it is no longer what was signed. */
  readonly open: (name: string, stated: Stated) => Promise<FileHandle | null>;
};

/** What counts when an agent is judged: the oldest that is taken, and the newest that everybody may have. */
export type AgentBounds = {
  readonly least: string;
  readonly newest: string | null;
  /** Whether there is a setup to be installed. */
  readonly hasSetup: boolean;
};

/** A folder is looked at so often at most. */
const LOOK_MILLIS = 1_000;

/**
 * Watches a folder of releases by looking at it when somebody asks. What was put there and is not whole, or not signed, is told in the log
 * and left alone: the last good release is given out until then, by this process.
 */
export function openReleases(
  settings: AgentReleaseSettings | null,
  { log, lookMillis = LOOK_MILLIS }: { log: Logger; lookMillis?: number },
): AgentReleases {
  if (settings === null) return { current: () => Promise.resolve(null), open: () => Promise.resolve(null) };
  const { folder, keys } = settings;
  const hashes: Hashes = new Map();
  let good: Release | null = null;
  let seen: string | undefined;
  let looked = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  const refuse = (reason: string): void => {
    log.error({ folder, reason, goesOnWith: good?.manifest.version ?? null }, "agent-release-refused");
  };
  const look = async (): Promise<void> => {
    const now = await stampOf(folder).catch((error: unknown) => `unreadable: ${codeOf(error)}`);
    if (now === seen) return;
    seen = now;
    if (now.startsWith("unreadable")) return refuse(`the folder is ${now}`);
    if (!now.includes("manifest.json")) {
      if (good !== null) log.info({ folder }, "agent-release-none");
      good = null;
      return;
    }
    const read = await readRelease(folder, { keys, hashes }).catch((error: unknown) => ({
      ok: false as const,
      error: `it cannot be read: ${codeOf(error)}`,
    }));
    if (!read.ok) return refuse(read.error);
    good = read.value;
    const { version, percent, isStopped } = good.manifest;
    log.info({ folder, version, percent, isStopped, files: good.files.length }, "agent-release");
  };
  return {
    current: async () => {
      if (performance.now() - looked >= lookMillis) {
        looking ??= look().finally(() => {
          looked = performance.now();
          looking = undefined;
        });
        await looking;
      }
      return good;
    },
    open: async (name, stated) => {
      const checked = await checkedFile(join(folder, name), { stated, hashes });
      if (checked.ok) return checked.value;
      refuse(`${name} ${checked.error}`);
      return null;
    },
  };
}

/** By what an agent is judged now. */
export async function agentBounds({ current }: AgentReleases): Promise<AgentBounds> {
  const release = await current();
  if (release === null) return { least: LEAST_AGENT_VERSION, newest: null, hasSetup: false };
  const { least = LEAST_AGENT_VERSION, version } = release.manifest;
  return {
    least: laterVersion(least, LEAST_AGENT_VERSION),
    newest: isForAll(release) ? version : null,
    hasSetup: release.files.some(({ kind }) => kind === "setup"),
  };
}

/** Whether every agent may have it. */
export function isForAll({ manifest: { percent, isStopped }, bundles }: Release): boolean {
  return percent === 100 && !isStopped && bundles.size > 0;
}

/** Changes with whatever happens in a folder. */
async function stampOf(folder: string): Promise<string> {
  const names = (await readdir(folder)).toSorted();
  const lines = await Promise.all(
    names.map(async (name) => {
      const { ino, size, mtimeNs, ctimeNs } = await stat(join(folder, name), { bigint: true });
      return [name, ino, size, mtimeNs, ctimeNs].join(" ");
    }),
  );
  return lines.join("\n");
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
