import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as ask, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { UPDATE_PATH } from "@cfa/contract/agent-release";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";

import { publish } from "../../tools/agent-release/publish.ts";
import { startStack, type Stack } from "../flow/stack.ts";
import { installBrowser, openWindow, type AgentWindow } from "./agent-window.ts";
import { FIRST_VERSION, NEXT_VERSION } from "./build-setup.ts";
import { ensureChroot } from "./chroot.ts";
import { EXE, installed, runsAs } from "./installed.ts";
import { openWindowsPc, type WindowsPc } from "./windows-pc.ts";

/* A newer bundle comes from the server and takes the place of the one in the executable; what is not ours never does. */

const builds = inject("agentBuilds");
const exe = join(builds.first, EXE);

let stack: Stack;
let releases: string;
let pc: WindowsPc;

beforeAll(async () => {
  const key = createPrivateKey(readFileSync(builds.releaseKey));
  releases = mkdtempSync(join(tmpdir(), "cfa-releases-"));
  release(releases, key);
  stack = await startStack({ agentReleases: { folder: releases, keys: [createPublicKey(key)] } });
});
afterAll(async () => {
  await stack.close();
  rmSync(releases, { recursive: true, force: true });
});
beforeEach(async () => {
  const chroot = ensureChroot(console.log);
  if (!chroot.ok) throw new Error(chroot.error);
  pc = await openWindowsPc(chroot.value);
  await installBrowser(pc);
});
afterEach(() => pc.close());

test("an update is fetched, runs after a restart, and is not run once a byte of it has changed", async () => {
  const window = await openWindow(pc, exe);
  await lookAt(window, stack.server.url);
  await window.until(({ update }) => update.state === "ready" && update.version === NEXT_VERSION, "ready");
  await runsAs(pc, NEXT_VERSION, () => {
    void window.deed({ deed: "restart" }).catch(() => undefined);
    return pc.start("cmd", ["/c", "exit"]);
  });
  expect(await pc.run(exe, ["--quit"])).toMatchObject({ code: 0 });

  const app = join(installed(pc).data, "app");
  const bundle = readdirSync(app).find((name) => name.endsWith(`${NEXT_VERSION}.cjs`)) ?? "";
  const code = readFileSync(join(app, bundle));
  code[code.length >> 1] = (code[code.length >> 1] ?? 0) ^ 1;
  writeFileSync(join(app, bundle), code);
  await runsAs(pc, FIRST_VERSION, () => pc.start(exe, ["--hidden"]));
});

test("what another has signed is not taken, and the window says so", async () => {
  const { privateKey } = generateKeyPairSync("ed25519");
  const folder = mkdtempSync(join(tmpdir(), "cfa-foreign-"));
  release(folder, privateKey);
  const server = await serve(folder);
  try {
    const window = await openWindow(pc, exe);
    await lookAt(window, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const { update } = await window.until((view) => view.update.state === "failed", "refused");
    expect(update.trouble?.code).toBe("update-not-signed");
    expect(await pc.run(exe, ["--quit"])).toMatchObject({ code: 0 });
    await runsAs(pc, FIRST_VERSION, () => pc.start(exe, ["--hidden"]));
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

function release(to: string, key: KeyObject): void {
  const built = { folder: builds.next, version: NEXT_VERSION };
  const published = publish({ key, to, built, says: { launcher: FIRST_VERSION } });
  if (!published.ok) throw new Error(published.error);
}

async function lookAt(window: AgentWindow, origin: string): Promise<void> {
  expect(await window.deed({ deed: "setServer", origin })).toEqual({ ok: true });
  await window.deed({ deed: "lookForUpdate" });
}

/** A server between, which gives out files of its own in the place of ours. */
async function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const [, name = ""] = new RegExp(`${UPDATE_PATH}/([\\w.-]+)$`).exec(request.url ?? "") ?? [];
    if (readdirSync(folder).includes(name)) return response.end(readFileSync(join(folder, name)));
    const { method, headers } = request;
    const onward = ask(new URL(request.url ?? "/", stack.server.url), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    return request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
