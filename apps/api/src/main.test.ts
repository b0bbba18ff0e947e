import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";

/* The API as a process of its own, as it is run in production. */

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.close());

type Run = { child: ChildProcess; output: () => string; ended: Promise<number | null> };

function start(env: Record<string, string>): Run {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const child = spawn(process.execPath, [main], {
    env: {
      AUTH_SECRET: randomBytes(32).toString("base64"),
      PORT: "0",
      DATABASE_URL: database.runUrl,
      ...env,
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => (output += String(data)));
  // "close", not "exit": what it said last may be read only after it has ended.
  return { child, output: () => output, ended: once(child, "close").then(([code]) => code as number | null) };
}

async function listening(run: Run): Promise<string> {
  for (;;) {
    const url = /"url":"([^"]+)"/.exec(run.output())?.[1];
    if (url) return url;
    if (run.child.exitCode !== null) throw new Error(run.output());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("starts, is ready, and ends in good order on SIGTERM", async () => {
  const run = start({});
  const url = await listening(run);
  expect((await fetch(`${url}/ready`)).status).toBe(200);
  run.child.kill("SIGTERM");
  expect(await run.ended).toBe(0);
  const lines = run
    .output()
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { msg: string }).msg);
  expect(lines).toEqual(["listening", "answered", "draining", "stopped"]);
});

test("a taken port is one clear line and a failure", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  const run = start({ PORT: String(port) });
  expect(await run.ended).toBe(1);
  expect(run.output()).toBe(
    `Port ${port} is already in use. Stop the other program or choose another port with PORT.\n`,
  );
  taken.close();
});

test("a database that is away is one clear line without its password", async () => {
  const run = start({ DATABASE_URL: "postgres://cfa_run:hunter2@127.0.0.1:1/cfa" });
  expect(await run.ended).toBe(1);
  expect(run.output()).toBe(
    "The database at 127.0.0.1:1 cannot be reached (ECONNREFUSED). Is it running, and is DATABASE_URL right?\n",
  );
});

test("a login that could look past the walls is refused", async () => {
  const run = start({ DATABASE_URL: database.ownerUrl });
  expect(await run.ended).toBe(1);
  expect(run.output()).toMatch(/^DATABASE_URL: the login ".+" is a superuser.*\n$/);
});

test("wrong settings are one line each", async () => {
  const run = start({ PORT: "many", AUTH_SECRET: "" });
  expect(await run.ended).toBe(1);
  expect(run.output().trim().split("\n")).toHaveLength(2);
});
