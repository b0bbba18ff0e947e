import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { AGENT_VERSION } from "../version.ts";

/* The desktop agent as a process of its own, against the real engine and page. Nothing answers as Tally here. */

const MAIN = join(import.meta.dirname, "desktop-main.ts");
const STARTS_WITHIN = { timeout: 20_000, interval: 20 };

let folder: string;
let home: string;
let started: ChildProcess[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "cfa-main-"));
  folder = join(home, "data");
  started = [];
});
afterEach(async () => {
  for (const child of started) await killed(child);
  rmSync(home, { recursive: true, force: true });
});

type Ran = {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly text: () => string;
};

function agent(...argv: string[]): Ran {
  const env = { ...process.env, HOME: home, DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
  const flags = ["--disable-warning=ExperimentalWarning", MAIN, "--data", folder];
  const child = spawn(process.execPath, [...flags, ...argv], { env, stdio: ["ignore", "pipe", "pipe"] });
  started.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (text += String(part)));
  return { child, ended: once(child, "close").then(([code]) => code as number | null), text: () => text };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

const windowFile = (): { pid: number } =>
  JSON.parse(readFileSync(join(folder, "window.json"), "utf8")) as { pid: number };

async function atWork(...argv: string[]): Promise<Ran> {
  const ran = agent(...argv);
  await vi.waitFor(() => expect(windowFile().pid).toBe(ran.child.pid), STARTS_WITHIN);
  return ran;
}

test(
  "a first start opens the window, a second hands over and ends well, and --quit ends the first",
  { timeout: 60_000 },
  async () => {
    const first = await atWork();
    await vi.waitFor(() => expect(first.text()).toContain("http://127.0.0.1:"), STARTS_WITHIN);
    expect(await agent().ended).toBe(0);
    await vi.waitFor(() => expect(first.text().match(/#ticket=/g)).toHaveLength(2), STARTS_WITHIN);
    const status = agent("--status");
    expect(await status.ended).toBe(3);
    expect(status.text()).toContain(`process ${first.child.pid}`);
    expect(await agent("--quit").ended).toBe(0);
    expect(await first.ended).toBe(0);
    expect(existsSync(join(folder, "window.json"))).toBe(false);
  },
);

test(
  "a kill leaves window.json and the claim; the next start passes over both; SIGTERM ends it well",
  { timeout: 60_000 },
  async () => {
    const first = await atWork("--headless");
    await killed(first.child);
    expect(windowFile().pid).toBe(first.child.pid);
    expect(await agent("--quit").ended).toBe(0);
    const second = await atWork("--hidden");
    expect(second.text()).toBe("");
    second.child.kill("SIGTERM");
    expect(await second.ended).toBe(0);
    expect(existsSync(join(folder, "window.json"))).toBe(false);
  },
);

test("a second service in a folder ends with a code of its own", { timeout: 60_000 }, async () => {
  await atWork("--service");
  expect(await agent("--service").ended).toBe(4);
});

test("questions make no folder; what is not understood is said", { timeout: 60_000 }, async () => {
  expect(await agent("--quit").ended).toBe(0);
  const version = agent("--version");
  expect(await version.ended).toBe(0);
  expect(version.text().trim()).toBe(AGENT_VERSION);
  const wrong = agent("--quit", "--hidden");
  expect(await wrong.ended).toBe(2);
  expect(wrong.text()).toContain("--quit and --hidden");
  expect(existsSync(folder)).toBe(false);
});
