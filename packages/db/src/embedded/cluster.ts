import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import { fail, ok, type Result } from "@cfa/values/result";

import type { Binaries } from "./binaries.ts";
import type { ServerUser } from "./server-user.ts";

/** Passwords of the two logins: the one that migrates and the one that runs. */
export type Passwords = { owner: string; run: string };

export type Cluster = { folder: string; passwords: Passwords };

/** The server must not read the machine's language or zone: the same books sort and print alike everywhere. */
export const SERVER_ENVIRONMENT = { TZ: "UTC", LC_ALL: "C" };

const INITDB_SETTINGS = [
  "--encoding=UTF8",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  "--locale=C",
  "--auth=scram-sha-256",
  "--username=postgres",
];

/**
 * Makes the database files in `place` on first use. They appear under their name only when whole, so an interrupted
 * first start is simply done again. Passwords are made here and kept beside the files, readable by the owner only.
 */
export function prepareCluster(
  place: string,
  options: { binaries: Binaries; user: ServerUser },
): Result<Cluster, string> {
  const folder = join(place, "cluster");
  const passwordFile = join(place, "passwords.json");
  const version = join(folder, "PG_VERSION");
  if (existsSync(folder)) {
    if (!existsSync(version) || !existsSync(passwordFile)) {
      return fail(
        `The data folder ${place} is broken: it has no ${existsSync(version) ? "passwords.json" : "PG_VERSION"}. Restore it, or start with --fresh to begin anew.`,
      );
    }
    const found = readFileSync(version, "utf8").trim();
    if (found !== "18") {
      return fail(`The data folder ${place} belongs to PostgreSQL ${found}, this program brings 18.`);
    }
    return readPasswords(passwordFile, folder);
  }
  const passwords = { owner: randomBytes(24).toString("hex"), run: randomBytes(24).toString("hex") };
  writeFileSync(passwordFile, JSON.stringify(passwords), { mode: 0o600 });
  return initialise(place, { folder, passwords, ...options });
}

function readPasswords(file: string, folder: string): Result<Cluster, string> {
  try {
    const passwords = JSON.parse(readFileSync(file, "utf8")) as Partial<Passwords>;
    if (typeof passwords.owner !== "string" || typeof passwords.run !== "string") throw new TypeError();
    chmodSync(file, 0o600);
    return ok({ folder, passwords: { owner: passwords.owner, run: passwords.run } });
  } catch {
    return fail(
      `The data folder is broken: ${file} cannot be read. Restore it, or start with --fresh to begin anew.`,
    );
  }
}

function initialise(
  place: string,
  options: Cluster & { binaries: Binaries; user: ServerUser },
): Result<Cluster, string> {
  const { folder, passwords, binaries, user } = options;
  const unfinished = join(place, "cluster.new");
  const secret = join(place, "initdb-password");
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(secret, { force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(secret, passwords.owner, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) {
    chownSync(unfinished, user.uid, user.gid);
    chownSync(secret, user.uid, user.gid);
  }
  const made = spawnSync(binaries.initdb, [...INITDB_SETTINGS, `--pwfile=${secret}`, "-D", unfinished], {
    ...user,
    cwd: place,
    env: { ...process.env, ...SERVER_ENVIRONMENT },
    encoding: "utf8",
  });
  rmSync(secret, { force: true });
  if (made.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    return fail(`PostgreSQL's files cannot be made in ${place}: ${firstError(made)}`);
  }
  renameSync(unfinished, folder);
  return ok({ folder, passwords });
}

/** What initdb complained about, in one line. */
function firstError(made: { error?: Error; stderr: string | null }): string {
  if (made.error !== undefined) return made.error.message;
  const lines = (made.stderr ?? "").split("\n").filter((line) => line.trim() !== "");
  return lines.find((line) => /error|could not|cannot/i.test(line)) ?? lines.at(-1) ?? "unknown reason";
}
