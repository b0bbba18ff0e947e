import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { afterEach, beforeEach, expect, inject, test } from "vitest";

import { readSignature } from "../../tools/agent/sign.ts";
import { FIRST_VERSION, NEXT_VERSION } from "./build-setup.ts";
import { ensureChroot } from "./chroot.ts";
import { EXE, installed, runsAs, type AtWork } from "./installed.ts";
import { openWindowsPc, type WindowsPc } from "./windows-pc.ts";

/* What the setup does to a PC, from the first install to the last trace. */

const { first, next } = inject("agentBuilds");
const UNINSTALL = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\CFA Agent`;
const RUN = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Run`;
const setupOf = (build: string): string => join(build, "CFA-Agent-Setup.exe");

const STARTED_MS = 4_000;

let pc: WindowsPc;
beforeEach(async () => {
  const chroot = ensureChroot(console.log);
  if (!chroot.ok) throw new Error(chroot.error);
  pc = await openWindowsPc(chroot.value);
});
afterEach(() => pc.close());

test("installs for one user: programs, link, start with Windows, entry among the programs; uninstalls and keeps the data, or purges", async () => {
  const { folder, uninstall } = installed(pc);
  expect(await pc.run(setupOf(first), ["/S"])).toMatchObject({ code: 0 });
  for (const name of [EXE, "cfa-agent-service.exe", "uninstall.exe"]) {
    expect(readSignature(join(folder, name)), name).toMatchObject({ isWhole: true });
  }
  const link = join(pc.appData, "../Roaming/Microsoft/Windows/Start Menu/Programs/CFA Agent.lnk");
  expect(existsSync(link)).toBe(true);
  expect(await pc.registryValue(RUN, "CFA Agent")).toMatch(/cfa-agent\.exe" --hidden$/);
  expect(await pc.registryValue(UNINSTALL, "DisplayVersion")).toBe(FIRST_VERSION);
  // Nothing is started by a silent first install, and a quit makes no folder.
  expect(pc.processesOf(EXE)).toEqual([]);
  expect(await pc.run(join(folder, EXE), ["--quit"])).toMatchObject({ code: 0 });
  expect(existsSync(join(pc.appData, "CFA Agent"))).toBe(false);

  const atWork = await runsAs(pc, FIRST_VERSION, () => pc.start(join(folder, EXE), ["--hidden"]));
  await uninstall();
  await gone(atWork);
  expect(existsSync(folder)).toBe(false);
  expect(existsSync(link)).toBe(false);
  expect(await pc.registryValue(RUN, "CFA Agent")).toBeUndefined();
  expect(await pc.registryValue(UNINSTALL, "DisplayVersion")).toBeUndefined();
  expect(existsSync(join(pc.appData, "CFA Agent"))).toBe(true);

  expect(await pc.run(setupOf(first), ["/S"])).toMatchObject({ code: 0 });
  await uninstall("/PURGE");
  for (let turn = 0; turn < 50 && existsSync(join(pc.appData, "CFA Agent")); turn++) await sleep(200);
  expect(existsSync(join(pc.appData, "CFA Agent"))).toBe(false);
});

test("an upgrade ends the agent at work, starts the new one, and leaves it to the user whether it starts with Windows", async () => {
  const { folder } = installed(pc);
  await pc.run(setupOf(first), ["/S"]);
  const before = await runsAs(pc, FIRST_VERSION, () => pc.start(join(folder, EXE), ["--hidden"]));
  await pc.run("reg", ["delete", RUN, "/v", "CFA Agent", "/f"]);
  const after = await runsAs(pc, NEXT_VERSION, () => pc.start(setupOf(next), ["/S"]));
  expect(after.pid).not.toBe(before.pid);
  expect(await pc.registryValue(UNINSTALL, "DisplayVersion")).toBe(NEXT_VERSION);
  expect(await pc.registryValue(RUN, "CFA Agent")).toBeUndefined();
  expect(existsSync(join(folder, `${EXE}.old`))).toBe(false);
});

test("an agent that hangs is ended by its id, and the new one is at work", async () => {
  const { folder } = installed(pc);
  await pc.run(setupOf(first), ["/S"]);
  await runsAs(pc, FIRST_VERSION, () => pc.start(join(folder, EXE), ["--hidden"]));
  // Not in the middle of making its windows: under Wine one that is stopped there stops all others.
  await sleep(STARTED_MS);
  const stuck = pc.processesOf(EXE);
  expect(stuck.length).toBeGreaterThan(0);
  for (const pid of stuck) process.kill(pid, "SIGSTOP");
  await runsAs(pc, NEXT_VERSION, () => pc.start(setupOf(next), ["/S"]));
  expect(pc.processesOf(EXE).filter((pid) => stuck.includes(pid))).toEqual([]);
});

test("an agent that nobody can reach any more is ended too", async () => {
  const { folder, windowFile } = installed(pc);
  await pc.run(setupOf(first), ["/S"]);
  await runsAs(pc, FIRST_VERSION, () => pc.start(join(folder, EXE), ["--hidden"]));
  const old = pc.processesOf(EXE);
  rmSync(windowFile);
  await runsAs(pc, NEXT_VERSION, () => pc.start(setupOf(next), ["/S"]));
  expect(pc.processesOf(EXE).filter((pid) => old.includes(pid))).toEqual([]);
});

test("on a Windows that is too old it installs nothing and says so by its code", async () => {
  await pc.run("winecfg", ["/v", "win81"]);
  expect(await pc.run(setupOf(first), ["/S"])).toMatchObject({ code: 3 });
  expect(existsSync(installed(pc).folder)).toBe(false);
});

async function gone(agent: AtWork): Promise<void> {
  for (let turn = 0; turn < 50 && pc.processesOf(EXE).length > 0; turn++) await sleep(200);
  expect(pc.processesOf(EXE), `process ${agent.pid} in Windows`).toEqual([]);
}
