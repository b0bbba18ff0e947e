import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";

import { removeEmbeddedPostgres, startEmbeddedPostgres, type EmbeddedPostgres } from "./embedded-postgres.ts";
import { stopStrayServer } from "./stray-server.ts";

let folder: string;
let running: EmbeddedPostgres | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cfa-embedded-"));
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await stopStrayServer(join(folder, "cluster"));
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: { port?: number } = {}): Promise<EmbeddedPostgres> {
  running = await startEmbeddedPostgres({ dataDir: folder, durable: false, ...options });
  return running;
}

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

test("what was written is there after a stop and a start; files and passwords are closed to others", async () => {
  const first = await start();
  await ask(first.ownerUrl, "create table kept as select 1 as n");
  await first.stop();
  const second = await start();
  expect(await ask(second.ownerUrl, "select n from kept")).toEqual([{ n: 1 }]);
  expect(statSync(join(folder, "cluster")).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, "passwords.json")).mode & 0o777).toBe(0o600);
  expect(existsSync(join(folder, "initdb-password"))).toBe(false);
  const settings = await ask(
    second.ownerUrl,
    "select current_setting('timezone') as zone, current_setting('server_encoding') as encoding, current_setting('listen_addresses') as address",
  );
  expect(settings).toEqual([{ zone: "UTC", encoding: "UTF8", address: "127.0.0.1" }]);
});

test("a wrong password is refused, also from this machine", async () => {
  const { ownerUrl } = await start();
  const url = new URL(ownerUrl);
  url.password = "wrong";
  await expect(ask(url.toString(), "select 1")).rejects.toThrow(/password authentication failed/);
});

test("a start that was killed leaves a server behind: the next start ends it and finds everything committed", async () => {
  const program = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL("./embedded-postgres.ts", import.meta.url).href)});
    const { ownerUrl } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(folder)} });
    const { Client } = await import("pg");
    const client = new Client({ connectionString: ownerUrl });
    await client.connect();
    await client.query("create table kept as select 2 as n");
    process.kill(process.pid, "SIGKILL");`;
  const cwd = fileURLToPath(new URL(".", import.meta.url));
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], { cwd, stdio: "ignore" });
  await new Promise((resolve) => void child.once("exit", resolve));
  const left = Number(readFileSync(join(folder, "cluster", "postmaster.pid"), "utf8").split("\n")[0]);
  expect(() => process.kill(left, 0)).not.toThrow();
  const { ownerUrl } = await start();
  expect(await ask(ownerUrl, "select n from kept")).toEqual([{ n: 2 }]);
});

test("a pid file whose number now belongs to another program is no obstacle, and that program is left alone", async () => {
  await (await start()).stop();
  writeFileSync(join(folder, "cluster", "postmaster.pid"), `${process.pid}\n${folder}\n`);
  const { ownerUrl } = await start();
  expect(await ask(ownerUrl, "select 1 as n")).toEqual([{ n: 1 }]);
});

test("a broken data folder and a taken port each give one line", async () => {
  await (await start()).stop();
  rmSync(join(folder, "passwords.json"));
  await expectOneLine(start(), /data folder .* is broken: it has no passwords\.json/);
  rmSync(join(folder, "cluster", "PG_VERSION"));
  await expectOneLine(start(), /is broken: it has no PG_VERSION/);
  rmSync(join(folder, "cluster"), { recursive: true });
  const blocker = createServer();
  const port = await new Promise<number>((resolve) => {
    blocker.listen(0, "127.0.0.1", () => resolve((blocker.address() as { port: number }).port));
  });
  await expectOneLine(start({ port }), new RegExp(`Port ${port} is taken`));
  blocker.close();
});

test("damaged database files give one line with the server's own reason", async () => {
  await (await start()).stop();
  writeFileSync(join(folder, "cluster", "postgresql.conf"), "shared_buffers = nonsense\n");
  rmSync(join(folder, "cluster", "global", "pg_control"));
  await expectOneLine(start(), /PostgreSQL did not start: .+ \(log: /);
});

test("a first start that was cut short is done again", async () => {
  writeFileSync(join(folder, "passwords.json"), "{}");
  mkdirSync(join(folder, "cluster.new", "base"), { recursive: true });
  const { ownerUrl } = await start();
  expect(await ask(ownerUrl, "select 1 as n")).toEqual([{ n: 1 }]);
});

test("beginning anew ends a running server and leaves nothing of its database", async () => {
  const { ownerUrl } = await start();
  await removeEmbeddedPostgres(folder);
  await expect(ask(ownerUrl, "select 1")).rejects.toThrow();
  expect(readdirSync(folder)).toEqual([]);
});

async function expectOneLine(start: Promise<unknown>, pattern: RegExp): Promise<void> {
  const error = await start.then(
    () => new Error("it started"),
    (reason: unknown) => reason as Error,
  );
  expect(error.message).toMatch(pattern);
  expect(error.message).not.toContain("\n");
}
