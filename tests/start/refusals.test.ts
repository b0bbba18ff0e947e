import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";

import { freePort } from "@cfa/testkit/free-port";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { beginStart, newDataFolder, startAndEnd } from "./started.ts";

/* What `npm start` cannot work with: one line that says what to do, exit code 1, before anything long has begun. */

// Whole starts on a machine that may have other work.
vi.setConfig({ testTimeout: 240_000 });

let data: ReturnType<typeof newDataFolder>;

beforeEach(() => {
  data = newDataFolder();
});
afterEach(() => data.remove());

test("a taken port", async () => {
  const other = createServer();
  const port = await freePort();
  await new Promise<void>((resolve) => void other.listen(port, "127.0.0.1", resolve));
  expect(await startAndEnd({ data: data.path, port })).toEqual({
    code: 1,
    output: `Port ${port} is already in use. Stop the other program or choose another port with --port.`,
  });
  other.close();
});

test("a port that browsers refuse to open", async () => {
  expect(await startAndEnd({ data: data.path, port: 6000 })).toEqual({
    code: 1,
    output: "Browsers refuse to open port 6000: give another one with --port.",
  });
});

test("a data folder that is a file, holds something else or is damaged", async () => {
  writeFileSync(data.path, "");
  expect(await startAndEnd({ data: data.path })).toEqual({
    code: 1,
    output: `${data.path} is a file: give a folder with --data.`,
  });
  const photos = join(dirname(data.path), "photos");
  mkdirSync(photos);
  writeFileSync(join(photos, "beach.jpg"), "");
  // Not even --fresh empties what is not ours.
  expect(await startAndEnd({ data: photos, argv: ["--fresh"] })).toEqual({
    code: 1,
    output: `${photos} holds something else: give an empty or new folder with --data.`,
  });
  const damaged = join(dirname(data.path), "damaged");
  mkdirSync(damaged);
  writeFileSync(join(damaged, "cfa-data.json"), "{}");
  writeFileSync(join(damaged, "state.json"), '{"companies": [');
  expect(await startAndEnd({ data: damaged })).toEqual({
    code: 1,
    output: `${damaged}/state.json is damaged: start with --fresh, or give another folder with --data.`,
  });
});

test("a database that is not there, or is no PostgreSQL", async () => {
  const port = await freePort();
  const away = await startAndEnd({
    data: data.path,
    env: { DATABASE_URL: `postgres://cfa:hush-hush@127.0.0.1:${port}/cfa` },
  });
  expect(away.code).toBe(1);
  expect(away.output.split("\n").at(-1)).toBe(
    `The database at DATABASE_URL does not answer (connect ECONNREFUSED 127.0.0.1:${port}): is it running, and is the address right?`,
  );
  expect(away.output).not.toContain("hush-hush");
  const mysql = await startAndEnd({ data: data.path, env: { DATABASE_URL: "mysql://127.0.0.1/cfa" } });
  expect(mysql.code).toBe(1);
  // Before it, it may say that the app is being built.
  expect(mysql.output.split("\n").at(-1)).toBe(
    "DATABASE_URL is no address of a PostgreSQL: postgres://USER:PASSWORD@HOST:5432/DATABASE",
  );
});

test.each([
  [["--import", "/nowhere/DayBook.xml"], "--import: there is no file /nowhere/DayBook.xml."],
  [["--import", "/"], "--import: / is a folder; give the files in it."],
  [["--port", "web"], '--port takes a number from 1 to 65535, not "web".'],
  [
    ["--tally", "localhost:9000"],
    '--tally takes http://HOST:PORT, such as http://127.0.0.1:9000, not "localhost:9000".',
  ],
  [["--colour"], "Unknown option '--colour'. See: npm start -- --help"],
  [["DayBook.xml"], '"DayBook.xml" belongs to no option. See: npm start -- --help'],
])("%j", async (argv, line) => {
  expect(await startAndEnd({ data: data.path, argv })).toEqual({ code: 1, output: line });
});

test("--help names every option", async () => {
  const { code, output } = await startAndEnd({ data: data.path, argv: ["--help"] });
  expect(code).toBe(0);
  for (const option of ["--port", "--data DIR", "--fresh", "--tally", "--import FILE…", "--no-demo"]) {
    expect(output).toContain(option);
  }
});

test("a second start on the same folder; a damaged database, until --fresh", async () => {
  const first = await beginStart({ data: data.path, argv: ["--no-demo"] });
  await first.until("CFA is ready");
  const second = await startAndEnd({ data: data.path, argv: ["--no-demo"] });
  expect(second.code).toBe(1);
  expect(second.output).toMatch(/^CFA runs already on .+ \(process \d+\): end it or give another --data\.$/);
  expect(await first.interrupt()).toBe(0);

  writeFileSync(join(data.path, "postgres", "cluster", "global", "pg_control"), "");
  const damaged = await startAndEnd({ data: data.path, argv: ["--no-demo"] });
  expect(damaged.code).toBe(1);
  expect(damaged.output.split("\n").at(-1)).toMatch(
    /^PostgreSQL did not start: .+ start with --fresh to begin anew\.$/,
  );

  const fresh = await beginStart({ data: data.path, argv: ["--no-demo", "--fresh"] });
  await fresh.until("CFA is ready");
  expect(await fresh.interrupt()).toBe(0);
});
