import { closeSync, fsyncSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { createTallyClient } from "@cfa/tally/client";

import type { TallyPlace } from "./config.ts";
import { lookAtServer } from "./engine/server-look.ts";
import type { Protection } from "./os/os.ts";

/** One thing that was tried, in one line for people. */
export type Check = { readonly name: string; readonly isOk: boolean; readonly line: string };

export type CheckOptions = {
  readonly folder: string;
  readonly protection: Protection;
  readonly tally: TallyPlace;
  /** Origins of the servers that are paired with. */
  readonly servers: readonly string[];
  readonly now: () => string;
};

type Trying = () => string | Promise<string>;

/** More than this and certificates, pauses and times of syncs go wrong. */
const MOST_SKEW_MS = 5 * 60_000;
const SERVER_WITHIN_MS = 10_000;

/** Tries out whether this PC can do what the agent needs, one thing after the other, and answers each as it is known. */
export async function* checkPc(options: CheckOptions): AsyncGenerator<Check> {
  const { folder, protection, tally, servers, now } = options;
  const all: [name: string, trying: Trying][] = [
    ["data folder", () => tryFolder(folder)],
    ["outbox", () => tryDatabase(folder)],
    ["protection of keys", () => tryProtection(protection)],
    ["Tally", () => tryTally(tally)],
    ...servers.flatMap((server): [string, Trying][] => [
      [`server ${server}`, () => tryServer(server)],
      ["clock", () => tryClock(server, now)],
    ]),
  ];
  for (const [name, trying] of all) {
    try {
      yield { name, isOk: true, line: await trying() };
    } catch (error) {
      yield { name, isOk: false, line: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** A place below the data folder that is gone afterwards. */
function within<T>(folder: string, work: (place: string) => T): T {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const place = mkdtempSync(join(folder, "selftest-"));
  try {
    return work(place);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function tryFolder(folder: string): string {
  within(folder, (place) => {
    const file = openSync(join(place, "probe"), "w", 0o600);
    try {
      writeSync(file, "written");
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  });
  return `${folder} can be written`;
}

function tryDatabase(folder: string): string {
  return within(folder, (place) => {
    const db = new DatabaseSync(join(place, "probe.sqlite"));
    try {
      db.exec("pragma journal_mode = wal; pragma synchronous = full; create table probe (n integer) strict;");
      db.exec("insert into probe values (1)");
      const mode = db.prepare("pragma journal_mode").get()?.["journal_mode"];
      if (mode !== "wal") throw new Error(`the disk knows no write-ahead log (${String(mode)})`);
    } finally {
      db.close();
    }
    return "SQLite writes with a write-ahead log";
  });
}

function tryProtection(protection: Protection): string {
  const plain = crypto.getRandomValues(new Uint8Array(48));
  const back = protection.unprotect(protection.protect(plain));
  if (back === undefined || Buffer.compare(back, plain) !== 0)
    throw new Error("what was sealed could not be opened again");
  return protection.isProtected ? "sealed and opened by the system" : "by the file's rights alone";
}

async function tryTally(place: TallyPlace): Promise<string> {
  const tally = createTallyClient(place);
  const open = await tally.look();
  if (!open.ok) throw new Error(`${open.error.message} ${open.error.fix}`);
  return `${tally.address} answers, ${open.value.length} open`;
}

async function tryServer(server: string): Promise<string> {
  const failure = await lookAtServer(server);
  if (failure !== undefined) throw new Error(`${failure.message} ${failure.fix ?? ""}`.trim());
  return "answers";
}

async function tryClock(server: string, now: () => string): Promise<string> {
  const signal = AbortSignal.timeout(SERVER_WITHIN_MS);
  const response = await fetch(new URL("/health", server), { signal, redirect: "error" });
  await response.body?.cancel();
  const theirs = Date.parse(response.headers.get("date") ?? "");
  if (Number.isNaN(theirs)) return "the server tells no time";
  const skewMs = Date.parse(now()) - theirs;
  const minutes = Math.round(Math.abs(skewMs) / 60_000);
  if (Math.abs(skewMs) > MOST_SKEW_MS)
    throw new Error(`this PC's clock is ${minutes} minutes ${skewMs > 0 ? "fast" : "slow"}: set it right`);
  return "agrees with the server's";
}
