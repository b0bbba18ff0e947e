import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { Client } from "pg";

import { findBinaries, isOurs, sharedFolder } from "./binaries.ts";
import { prepareCluster, SERVER_ENVIRONMENT, type Cluster } from "./cluster.ts";
import { canReach, serverUser, type ServerUser } from "./server-user.ts";
import { stopStrayServer } from "./stray-server.ts";

/** A running PostgreSQL of our own. */
export type EmbeddedPostgres = {
  ownerUrl: string;
  runUrl: string;
  port: number;
  /** Where the files really lie: `dataDir`, or a folder of the system's temporary area when root runs us from a place nobody else can enter. */
  place: string;
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  dataDir: string;
  /** Default: any free port of 127.0.0.1. */
  port?: number;
  /** False only for throw-away tests: a crash may lose everything. */
  durable?: boolean;
  /** Called before steps that take a moment, with a sentence for people. */
  progress?: (message: string) => void;
};

/** Refusals carry one line for the person who starts the program. */
export class EmbeddedPostgresError extends Error {
  override name = "EmbeddedPostgresError";
}

const DATABASE = "cfa";
const START_MS = 120_000;
const STOP_MS = 30_000;

/**
 * Starts PostgreSQL on `dataDir`, making its files on first use, and answers the URLs of the login that migrates and
 * of the login that runs. Works as root (the server then runs as nobody) and as a plain user. A server left over from
 * a killed start is ended first. Throws `EmbeddedPostgresError` with one line.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const user = serverUser();
  const binaries = valueOf(findBinaries(user));
  const place = placeFor(resolve(options.dataDir), user);
  if (!existsSync(join(place, "cluster"))) options.progress?.("making the database files");
  const cluster = valueOf(prepareCluster(place, { binaries, user }));
  if (await stopStray(cluster.folder)) options.progress?.("ended a database left over from an earlier start");
  const port = await freePort(options.port ?? 0);
  const log = join(place, "postgres.log");
  const server = launch(binaries.postgres, { cluster, port, user, log, durable: options.durable ?? true });
  const urls = urlsOf(cluster, port);
  try {
    await ready(server, { url: urls.admin, log });
    await ensureDatabase(urls.admin);
  } catch (error) {
    await end(server);
    throw error;
  }
  return { ownerUrl: urls.owner, runUrl: urls.run, port, place, stop: () => end(server) };
}

/** Ends a server left over on a data folder and removes its database, wherever it lies: for beginning anew. */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  const place = placeOf(dataDir);
  if (!existsSync(place)) return;
  await stopStray(join(place, "cluster"));
  for (const name of ["cluster", "cluster.new", "initdb-password", "passwords.json", "postgres.log"]) {
    rmSync(join(place, name), { recursive: true, force: true });
  }
}

/** Where the database's files lie for a data folder. */
function placeOf(dataDir: string): string {
  const wanted = resolve(dataDir);
  if (canReach(serverUser(), wanted)) return wanted;
  return join(sharedFolder(), `cfa-data-${createHash("sha256").update(wanted).digest("hex").slice(0, 12)}`);
}

function placeFor(dataDir: string, user: ServerUser): string {
  try {
    mkdirSync(dataDir, { recursive: true });
    const place = placeOf(dataDir);
    mkdirSync(place, { recursive: true });
    if (place !== dataDir && !isOurs(place)) {
      throw new EmbeddedPostgresError(
        `The folder ${place} belongs to another user: remove it or give another data folder.`,
      );
    }
    if (user.uid !== undefined && place !== dataDir) chmodSync(place, 0o755);
    return place;
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    throw new EmbeddedPostgresError(`The data folder ${dataDir} cannot be used: ${(error as Error).message}`);
  }
}

async function stopStray(folder: string): Promise<boolean> {
  return stopStrayServer(folder).catch((error: unknown) => {
    throw new EmbeddedPostgresError(`The data folder is in use: ${(error as Error).message}.`);
  });
}

/** The wanted port of 127.0.0.1 if it is free, any free one for 0. */
async function freePort(wanted: number): Promise<number> {
  const probe = createServer();
  return new Promise((answer, reject) => {
    probe.once("error", () =>
      reject(new EmbeddedPostgresError(`Port ${wanted} is taken: give the database another port.`)),
    );
    probe.listen(wanted, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => answer(typeof address === "object" && address !== null ? address.port : wanted));
    });
  });
}

function launch(
  postgres: string,
  options: { cluster: Cluster; port: number; user: ServerUser; log: string; durable: boolean },
): ChildProcess {
  const settings: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    max_connections: "100",
    shared_buffers: "256MB",
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    max_wal_size: "2GB",
    wal_compression: "on", // a first load stirs whole indexes: their pages would be most of what is logged
    checkpoint_timeout: "15min",
    jit: "off",
    log_min_messages: "warning",
    log_min_error_statement: "panic", // statements can hold narrations
    log_parameter_max_length_on_error: "0",
    ...(options.durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openSync(options.log, "w", 0o600);
  const server = spawn(postgres, ["-D", options.cluster.folder, "-p", String(options.port), ...flags], {
    ...options.user,
    cwd: options.cluster.folder,
    env: { ...process.env, ...SERVER_ENVIRONMENT },
    stdio: ["ignore", log, log],
    detached: true, // Ctrl-C reaches us, not the server: we stop it last
  });
  closeSync(log);
  server.on("error", () => undefined); // seen in `ready` as a missing pid
  server.unref();
  return server;
}

async function ready(server: ChildProcess, options: { url: string; log: string }): Promise<void> {
  for (let waited = 0; waited < START_MS; waited += 50) {
    if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) {
      throw new EmbeddedPostgresError(
        `PostgreSQL did not start: ${lastComplaint(options.log)} (log: ${options.log})`,
      );
    }
    const client = new Client({ connectionString: options.url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (code === "28P01") {
        throw new EmbeddedPostgresError(
          "The data folder is broken: its passwords.json does not fit its database.",
        );
      }
      await sleep(50);
    }
  }
  throw new EmbeddedPostgresError(`PostgreSQL did not become ready in two minutes (log: ${options.log})`);
}

/** The last line of the server's log that says what is wrong. */
function lastComplaint(log: string): string {
  try {
    const lines = readFileSync(log, "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "");
    const line = lines.findLast((text) => /FATAL|PANIC|ERROR|error while loading/.test(text)) ?? lines.at(-1);
    return line?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, "").trim() ?? "no reason given";
  } catch {
    return "no reason given";
  }
}

function urlsOf(cluster: Cluster, port: number): { admin: string; owner: string; run: string } {
  const at = `127.0.0.1:${port}`;
  return {
    admin: `postgres://postgres:${cluster.passwords.owner}@${at}/postgres`,
    owner: `postgres://postgres:${cluster.passwords.owner}@${at}/${DATABASE}`,
    run: `postgres://cfa_run:${cluster.passwords.run}@${at}/${DATABASE}`,
  };
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const found = await admin.query("select from pg_database where datname = $1", [DATABASE]);
    if (found.rowCount === 0) await admin.query(`create database ${DATABASE}`);
  } finally {
    await admin.end();
  }
}

/** Fast shutdown; harder when it takes too long. */
async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return;
  const ended = new Promise<void>((done) => void server.once("exit", () => done()));
  server.ref();
  server.kill("SIGINT");
  const timer = setTimeout(() => server.kill("SIGQUIT"), STOP_MS);
  await ended;
  clearTimeout(timer);
}

function valueOf<T>(result: { ok: true; value: T } | { ok: false; error: string }): T {
  if (!result.ok) throw new EmbeddedPostgresError(result.error);
  return result.value;
}
