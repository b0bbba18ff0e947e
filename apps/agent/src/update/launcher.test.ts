import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { afterEach, beforeEach, expect, test } from "vitest";

import { AGENT_VERSION } from "../version.ts";
import { readState } from "./bundle-state.ts";
import { noteHealthy } from "./bundles.ts";
import { makeBundles, type TestBundles } from "./test-bundles.ts";
import { BEGIN, NEVER_WELL, STANDS_STILL, startLauncher, THROWS, WELL } from "./test-launcher.ts";

/* The launcher as a process of its own, as the executable runs it; the bundles write down what they were handed. */

let bundles: TestBundles;

beforeEach(() => {
  bundles = makeBundles();
  bundles.embed(WELL);
});
afterEach(() => bundles.remove());

const start = (...args: string[]) => startLauncher(bundles, { args });
const ran = () => bundles.ran();
const state = () => readState(bundles.disk, bundles.folder).state;
const log = (): string => readFileSync(join(bundles.folder, "launcher.log"), "utf8");

/** Waits for processes that were started anew. */
async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !isSo(); tries++) await sleep(50);
  expect(isSo()).toBe(true);
}

test("the embedded bundle runs with what was handed over, and its own arguments", async () => {
  bundles.embed(
    `${BEGIN} was(JSON.stringify({ ...launched, args: process.argv.slice(-1), me: __filename, sqlite: typeof require("node:sqlite").DatabaseSync }));
     import("node:os").then(() => was("imported"));`,
  );
  expect(await start("--after=999999999", "--hidden")).toBe(0);
  const [line = "", imported] = ran();
  expect(JSON.parse(line.slice(line.indexOf(" ")))).toEqual({
    launcher: AGENT_VERSION,
    version: AGENT_VERSION,
    isEmbedded: true,
    dataFolder: bundles.dataFolder,
    keys: [bundles.publicKey],
    notes: [],
    args: ["--hidden"],
    me: join(dirname(process.execPath), `agent-${AGENT_VERSION}.cjs`),
    sqlite: "function",
  });
  expect(imported).toBe(`${AGENT_VERSION} imported`);
  expect(existsSync(join(bundles.folder, "launcher.log"))).toBe(false);
});

test("a stored bundle that gets well is kept", async () => {
  bundles.put("1.2.0", { launcher: AGENT_VERSION }, WELL);
  expect(await start()).toBe(0);
  expect(ran()).toEqual(["1.2.0 well"]);
  expect(state()).toMatchObject({ current: "1.2.0", proven: ["1.2.0"], starts: [], highest: "1.2.0" });
});

test("one that throws is tried once more by itself; then the one before runs", async () => {
  bundles.put("1.1.0", { launcher: AGENT_VERSION }, WELL);
  noteHealthy(bundles, "1.1.0");
  bundles.put("1.2.0", { launcher: AGENT_VERSION }, THROWS);
  expect(await start()).toBe(1);
  await until(() => ran().length === 3);
  expect(ran()).toEqual(["1.2.0 began", "1.2.0 began", "1.1.0 well"]);
  expect(state()).toMatchObject({ current: "1.1.0", bad: [{ version: "1.2.0" }] });
  expect(log()).toContain("no such table: made up");
  expect(log()).toContain("1.2.0 is passed over: it died 2 times");
});

test("one that is not healthy in time is bad, and the executable starts again with the one before", async () => {
  bundles.put("1.2.0", { launcher: AGENT_VERSION }, NEVER_WELL);
  expect(await start()).toBe(1);
  await until(() => ran().length === 2);
  expect(ran()).toEqual(["1.2.0 began", `${AGENT_VERSION} well`]);
  expect(state().bad).toMatchObject([{ version: "1.2.0", reason: "it was not healthy in time" }]);
  await start();
  expect(ran().slice(2)).toEqual([`${AGENT_VERSION} well`]);
});

test("one whose loop stands still is ended from outside and started again; after the second time it is let go of", async () => {
  bundles.put("1.2.0", { launcher: AGENT_VERSION }, STANDS_STILL);
  expect(await start()).toBe("SIGKILL");
  await until(() => ran().length === 3);
  expect(ran()).toEqual(["1.2.0 began", "1.2.0 began", `${AGENT_VERSION} well`]);
});

test("one that is proven is not ended however long it takes: this PC may be slow today", async () => {
  bundles.put(
    "1.2.0",
    { launcher: AGENT_VERSION },
    `${BEGIN} was("began"); setTimeout(() => was("ended"), 2500);`,
  );
  noteHealthy(bundles, "1.2.0");
  expect(await start()).toBe(0);
  expect(ran()).toEqual(["1.2.0 began", "1.2.0 ended"]);
});

test("an end by intent and a start anew say nothing about the bundle", async () => {
  const code = `${BEGIN} const isAgain = process.argv.includes("--again");
    was(isAgain ? "again" : "began");
    if (isAgain) launched.noteEnd(); else launched.restart(["--data", launched.dataFolder, "--again"]);`;
  bundles.put("1.2.0", { launcher: AGENT_VERSION }, code);
  expect(await start()).toBe(0);
  await until(() => ran().length === 2);
  expect(ran()).toEqual(["1.2.0 began", "1.2.0 again"]);
  await until(() => state().starts.length === 0);
});

test("a question, or a start beside an agent at work, tries nothing out", async () => {
  bundles.put("1.2.0", { launcher: AGENT_VERSION }, WELL);
  await start("--version");
  writeFileSync(join(bundles.dataFolder, "window.json"), JSON.stringify({ pid: process.pid }));
  await start();
  expect(ran()).toEqual([`${AGENT_VERSION} well`, `${AGENT_VERSION} well`]);
  writeFileSync(join(bundles.dataFolder, "window.json"), JSON.stringify({ pid: 999_999_999 }));
  await start();
  expect(ran()[2]).toBe("1.2.0 well");
});

test("modules that lie beside a bundle are not loaded", async () => {
  mkdirSync(join(bundles.folder, "node_modules"));
  writeFileSync(join(bundles.folder, "node_modules", "planted.js"), "module.exports = 'planted'");
  bundles.put(
    "1.2.0",
    { launcher: AGENT_VERSION },
    `${BEGIN} try { was(require("planted")); } catch (error) { was(error.code); } launched.noteEnd();`,
  );
  expect(await start()).toBe(0);
  expect(ran()).toEqual(["1.2.0 MODULE_NOT_FOUND"]);
});

test("keys of the environment are not believed", async () => {
  bundles.put("1.2.0", { launcher: AGENT_VERSION }, WELL);
  const { publicKey } = bundles;
  const env = { CFA_AGENT_RELEASE_KEY: publicKey, CFA_AGENT_RELEASE_KEYS: publicKey };
  await startLauncher(bundles, { key: "AAAA", env });
  expect(ran()).toEqual([`${AGENT_VERSION} well`]);
});
