import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { EngineOptions } from "../engine/core.ts";
import { askOther } from "../page-server/ask-other.ts";
import type { Launched } from "../update/launched.ts";
import { claimOrHandOver } from "./claim-or-hand-over.ts";
import { CRASHED } from "./endings.ts";
import { runDesktop, type DesktopParts, type Start } from "./run-desktop.ts";
import {
  makeCompany,
  makeHandOs,
  makeNotingEngine,
  makeView,
  type HandOs,
  type NotingEngine,
} from "./test-desktop.ts";

const PAGE = new Map([["index.html", { type: "text/html", body: Buffer.from("<!doctype html>") }]]);

let folder: string;
let os: HandOs;
let engine: NotingEngine;
let exits: number[];
let given: EngineOptions | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cfa-desktop-"));
  os = makeHandOs();
  engine = makeNotingEngine(makeView({ companies: [makeCompany()] }));
  exits = [];
});
afterEach(async () => {
  await askOther({ folder, ask: "quit" });
  await vi.waitFor(() => expect(exits.length).toBeGreaterThan(0));
  rmSync(folder, { recursive: true, force: true });
});

async function run(mode: Start["mode"] = "window", changes: Partial<DesktopParts> = {}): Promise<void> {
  const claimed = await claimOrHandOver(os, { folder, asks: "nothing" });
  if (claimed.kind !== "first") throw new Error("the folder is not free");
  await runDesktop(
    { folder, mode, argv: ["--hidden", "--data", folder], release: claimed.release },
    {
      os,
      makeEngine(options) {
        given = options;
        return engine;
      },
      pageFiles: () => Promise.resolve(PAGE),
      launched: undefined,
      startCommand: "agent --hidden",
      exit: (code) => void exits.push(code),
      ...changes,
    },
  );
}

const ended = (): Promise<void> => vi.waitFor(() => expect(exits).toHaveLength(1));

test("a start opens the window; one at sign-in does not; the service has neither window nor tray", async () => {
  await run("hidden");
  expect(os.opened).toEqual([]);
  expect(os.shown.isOpen).toBe(true);
  os.choose("open");
  expect(os.opened).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/#ticket=/)]);
  expect(given).toMatchObject({ startsFirstRead: false });
});

test("as a service nobody sees a window, and keys are kept for the machine", async () => {
  const asked: boolean[] = [];
  const { protection } = os;
  os = makeHandOs({
    protection(how) {
      asked.push(how.isMachine);
      return protection(how);
    },
  });
  await run("service");
  expect(asked).toEqual([true]);
  expect(os.shown.isOpen).toBe(false);
  expect(given).toMatchObject({ os: undefined, startsFirstRead: true });
  expect(await askOther({ folder, ask: "show" })).toMatchObject({ kind: "silent" });
});

test("a window that is open and hears of this agent is brought to the front; one that hears nothing any more is not", async () => {
  const asked: string[] = [];
  os = makeHandOs({
    bringToFront(titles) {
      asked.push(titles.join());
      return true;
    },
  });
  await run();
  os.choose("open");
  expect([os.opened.length, asked.length]).toEqual([2, 0]);
  const [address = ""] = os.opened;
  const { origin, hash } = new URL(address);
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ ticket: hash.slice("#ticket=".length) });
  const opened = await fetch(`${origin}/session`, { method: "POST", headers, body });
  const { session } = (await opened.json()) as { session: string };
  const closing = new AbortController();
  const events = await fetch(`${origin}/events`, {
    headers: { authorization: `Bearer ${session}` },
    signal: closing.signal,
  });
  await events.body?.getReader().read();
  os.choose("open");
  expect([os.opened.length, asked]).toEqual([2, ["CFA Agent,CFA एजेंट"]]);
  closing.abort();
  await vi.waitFor(() => {
    os.choose("open");
    expect(os.opened.length).toBeGreaterThan(2);
  });
});

test("a second start has the first show itself and leaves", async () => {
  await run("hidden");
  expect(await claimOrHandOver(os, { folder, asks: "show" })).toEqual({
    kind: "handed-over",
    pid: process.pid,
  });
  expect(os.opened).toHaveLength(1);
  expect(await claimOrHandOver(os, { folder, asks: "nothing" })).toEqual({ kind: "unreachable" });
  expect(os.opened).toHaveLength(1);
});

test("the same person in another session is told so; one that does not answer is waited for, not for ever", async () => {
  await run("hidden");
  const elsewhere = { ...os, isInOtherSession: () => true };
  expect(await claimOrHandOver(elsewhere, { folder, asks: "show" })).toEqual({ kind: "other-session" });
  rmSync(join(folder, "window.json"));
  const before = performance.now();
  expect(await claimOrHandOver(os, { folder, asks: "show", patienceMs: 300 })).toEqual({
    kind: "unreachable",
  });
  expect(performance.now() - before).toBeLessThan(2_000);
  os.choose("quit");
});

test("a start while the other ends takes the folder over", async () => {
  await run("hidden");
  rmSync(join(folder, "window.json"));
  const second = claimOrHandOver(os, { folder, asks: "show" });
  os.choose("quit");
  const claimed = await second;
  expect(claimed.kind).toBe("first");
  if (claimed.kind === "first") claimed.release();
});

test("told to quit, all is closed: the engine, window.json, the tray and the folder's claim", async () => {
  await run();
  expect(await askOther({ folder, ask: "quit" })).toMatchObject({ kind: "answered" });
  await ended();
  expect(exits).toEqual([0]);
  expect(engine.noted).toContain("close");
  expect(os.shown.isOpen).toBe(false);
  expect(existsSync(join(folder, "window.json"))).toBe(false);
  const again = os.claimInstance(folder);
  expect(again).toBeDefined();
  again?.();
});

test("the tray syncs every company, pauses and goes on, and follows the engine", async () => {
  await run("hidden");
  os.choose("sync");
  os.choose("pause");
  os.choose("go-on");
  await vi.waitFor(() => expect(engine.noted).toEqual(['syncNow "guid-1"', "pause null", "goOn"]));
  engine.change(makeView({ companies: [makeCompany({ state: "working" })] }));
  expect(os.shown.state).toBe("working");
});

test("a wake wakes the engine; a sleep leaves it be", async () => {
  await run("hidden");
  os.power("sleep");
  os.power("wake");
  expect(engine.noted).toEqual(["wake"]);
});

test("at sign-out closing has begun before Windows has its answer, as there is no later", async () => {
  await run("hidden");
  os.power("sign-out");
  expect(engine.noted).toEqual(["close"]);
  expect(existsSync(join(folder, "window.json"))).toBe(false);
  expect(os.shown.isOpen).toBe(true);
  await ended();
  expect(os.shown.isOpen).toBe(false);
});

test("an engine that does not end keeps nobody from ending", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  engine.hang();
  await run("hidden");
  os.power("sign-out");
  vi.advanceTimersByTime(6_000);
  vi.useRealTimers();
  expect(exits).toEqual([0]);
});

test("what nobody caught is logged and ends with a code, and the rest is closed", async () => {
  await run("hidden");
  for (const heard of process.listeners("uncaughtException").slice(-1))
    heard(new Error("the disk is on fire"), "uncaughtException");
  await ended();
  expect(exits).toEqual([CRASHED]);
  expect(engine.noted).toEqual(["close"]);
  expect(readFileSync(join(folder, "logs", "agent.log"), "utf8")).toContain("the disk is on fire");
});

test("a restart answers first, then closes, then starts anew with a window; health and end are told to the launcher", async () => {
  const told: string[] = [];
  const launched: Launched = {
    launcher: "0.1.0",
    version: "0.1.0",
    isEmbedded: true,
    dataFolder: folder,
    keys: [],
    notes: ["0.2.0 is bad"],
    noteHealthy: () => void told.push("healthy"),
    noteEnd: () => void told.push("end"),
    restart(argv) {
      told.push(`restart ${argv?.join(" ")}`);
      exits.push(0);
      return undefined as never;
    },
  };
  await run("hidden", { launched });
  await vi.waitFor(() => expect(told).toEqual(["healthy"]), 3_000);
  expect(await given?.updates?.restart()).toEqual({ ok: true, value: undefined });
  expect(engine.noted).toEqual([]);
  await ended();
  expect(told).toEqual(["healthy", "end", `restart --data ${folder}`]);
  expect(engine.noted).toEqual(["close"]);
  expect(readFileSync(join(folder, "logs", "agent.log"), "utf8")).toContain("0.2.0 is bad");
});
