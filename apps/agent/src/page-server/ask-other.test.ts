import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { askOther } from "./ask-other.ts";
import { startTestWindow } from "./test-window.ts";

const SECRET = "s".repeat(43);
const GONE_PID = 2 ** 22 + 1;

let folder: string;
let ending: (() => Promise<void> | void)[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cfa-other-"));
  ending = [];
});
afterEach(async () => {
  for (const end of ending) await end();
});

function leave(content: object | string): void {
  writeFileSync(join(folder, "window.json"), typeof content === "string" ? content : JSON.stringify(content));
}

/** Another program on a port, and all that it was told. */
async function startStranger(
  answer: (heard: { path: string; body: string }) => string | undefined,
): Promise<{ port: number; heard: string[] }> {
  const heard: string[] = [];
  const http: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += String(part)));
    request.on("end", () => {
      heard.push(`${request.url} ${JSON.stringify(request.headers)} ${body}`);
      const text = answer({ path: request.url ?? "", body });
      if (text !== undefined) response.end(text);
    });
  });
  await new Promise<void>((resolve) => {
    http.listen(0, "127.0.0.1", resolve);
  });
  ending.push(() => {
    http.closeAllConnections();
    http.close();
  });
  return { port: (http.address() as AddressInfo).port, heard };
}

test("the agent at work shows its window, and says which it is", async () => {
  const window = await startTestWindow({ folder });
  ending.push(window.server.close);
  expect(await askOther({ folder, ask: "show" })).toEqual({
    kind: "answered",
    pid: process.pid,
    version: "0.1.0",
  });
  expect(window.told).toEqual({ show: 1, quit: 0 });
});

test("the agent at work is asked to quit, answers, and quits then", async () => {
  const window = await startTestWindow({ folder, onQuit: () => void window.server.close() });
  expect(await askOther({ folder, ask: "quit" })).toMatchObject({ kind: "answered" });
  await vi.waitFor(() => expect(existsSync(join(folder, "window.json"))).toBe(false));
  expect(await askOther({ folder, ask: "quit" })).toEqual({ kind: "none" });
});

test("where no agent is, none is found and no folder is made", async () => {
  const missing = join(folder, "not", "there");
  expect(await askOther({ folder: missing, ask: "quit" })).toEqual({ kind: "none" });
  expect(existsSync(join(folder, "not"))).toBe(false);
});

test.each(["", "{", "[]", '{"pid":"1"}', '{"pid":1,"port":1,"secret":"short","version":"1"}'])(
  "a file that says nothing is stale: %s",
  async (content) => {
    leave(content);
    expect(await askOther({ folder, ask: "show" })).toEqual({ kind: "stale" });
  },
);

test("after a kill the file is stale: its process is gone, and whoever has its port now hears nothing", async () => {
  const { port, heard } = await startStranger(() => "{}");
  leave({ pid: GONE_PID, port, secret: SECRET, version: "0.1.0" });
  expect(await askOther({ folder, ask: "show" })).toEqual({ kind: "stale" });
  expect(heard).toEqual([]);
});

test("the file is stale when its number is another process's and nobody has its port", async () => {
  const { port } = await startStranger(() => "{}");
  for (const end of ending.splice(0)) await end();
  leave({ pid: process.pid, port, secret: SECRET, version: "0.1.0" });
  expect(await askOther({ folder, ask: "show" })).toEqual({ kind: "stale" });
});

test.each<[string, string]>([
  ["answers something else", "<h1>Tally</h1>"],
  ["says yes to everything", '{"ok":true,"pid":1,"version":"9","proof":"yes"}'],
  ["answers without end", "x".repeat(200_000)],
])("a stranger on the port who %s never hears the secret", async (_, text) => {
  const { port, heard } = await startStranger(() => text);
  leave({ pid: process.pid, port, secret: SECRET, version: "0.1.0" });
  expect(await askOther({ folder, ask: "quit" })).toEqual({ kind: "stale" });
  expect(heard).toHaveLength(1);
  expect(heard.join()).not.toContain(SECRET);
});

test("a stranger who lets the real agent prove it for him is found out", async () => {
  const real = await startTestWindow();
  ending.push(real.server.close);
  const path = join(real.folder, "window.json");
  const { secret } = JSON.parse(readFileSync(path, "utf8")) as { secret: string };
  const passing = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += String(part)));
    request.on("end", () => {
      const headers = { "content-type": "application/json" };
      void fetch(`http://127.0.0.1:${real.server.port}${request.url}`, {
        method: "POST",
        headers,
        body,
      }).then(async (answer) => response.end(await answer.text()));
    });
  });
  await new Promise<void>((resolve) => {
    passing.listen(0, "127.0.0.1", resolve);
  });
  ending.push(() => void passing.close());
  const { port } = passing.address() as AddressInfo;
  leave({ pid: process.pid, port, secret, version: "0.1.0" });
  expect(await askOther({ folder, ask: "quit" })).toEqual({ kind: "stale" });
  expect(real.told.quit).toBe(0);
});

test("an agent that hangs is silent, after a time and no longer", async () => {
  const { port } = await startStranger(() => undefined);
  leave({ pid: process.pid, port, secret: SECRET, version: "0.1.0" });
  const before = performance.now();
  expect(await askOther({ folder, ask: "show", patienceMs: 300 })).toEqual({
    kind: "silent",
    pid: process.pid,
  });
  expect(performance.now() - before).toBeLessThan(3_000);
});

test("an agent that cannot show its window is silent, not done", async () => {
  const window = await startTestWindow({
    folder,
    onShow: () => {
      throw new Error("no browser");
    },
  });
  ending.push(window.server.close);
  expect(await askOther({ folder, ask: "show" })).toEqual({ kind: "silent", pid: process.pid });
  expect(window.said.join()).toContain("no browser");
});
