import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { afterAll, beforeAll, expect, inject, test } from "vitest";

import { FIRST_VERSION } from "./build-setup.ts";
import { ensureChroot } from "./chroot.ts";
import { EXE, runsAs } from "./installed.ts";
import { openWindowsPc, type WindowsPc } from "./windows-pc.ts";

/* The agent as a service: made, killed, stopped, removed. */

const { first } = inject("agentBuilds");
const HOST = "cfa-agent-service.exe";
const STARTS_AGAIN_MS = 20_000;

let pc: WindowsPc;
beforeAll(async () => {
  const chroot = ensureChroot(console.log);
  if (!chroot.ok) throw new Error(chroot.error);
  pc = await openWindowsPc(chroot.value);
});
afterAll(() => pc.close());

test("a service is made, starts its agent again when it is killed, stops it well, and is removed with its data kept", async () => {
  const windowFile = join(pc.drive, "ProgramData", "CFA Agent", "window.json");
  const host = join(pc.drive, "Program Files", "CFA Agent", HOST);
  // The agent lies beside the host: both are brought onto the drive.
  await pc.run(join(first, EXE), ["--quit"]);
  const before = await runsAs(
    pc,
    FIRST_VERSION,
    () => pc.start(join(first, HOST), ["--install"]),
    windowFile,
  );
  expect(existsSync(join(pc.drive, "Program Files", "CFA Agent", EXE))).toBe(true);
  expect(await pc.run("sc", ["query", "CFAAgent"])).toMatchObject({
    said: expect.stringContaining("RUNNING"),
  });

  const killedAt = Date.now();
  for (const pid of pc.processesOf(EXE)) process.kill(pid, "SIGKILL");
  const after = await runsAs(pc, FIRST_VERSION, () => pc.start("cmd", ["/c", "exit"]), windowFile);
  expect(after.pid).not.toBe(before.pid);
  expect(Date.now() - killedAt).toBeLessThan(STARTS_AGAIN_MS);

  await pc.run("sc", ["stop", "CFAAgent"]);
  for (let turn = 0; turn < 100 && pc.processesOf(EXE).length > 0; turn++) await sleep(100);
  expect(pc.processesOf(EXE)).toEqual([]);
  expect(existsSync(windowFile), "it was told to quit, not killed").toBe(false);

  await pc.run(host, ["--remove"]);
  expect((await pc.run("sc", ["query", "CFAAgent"])).said).not.toContain("STOPPED");
  expect(existsSync(join(pc.drive, "ProgramData", "CFA Agent"))).toBe(true);
});
