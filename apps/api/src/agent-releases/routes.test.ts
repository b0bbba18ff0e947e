import { readdirSync, readlinkSync } from "node:fs";
import { request as httpRequest } from "node:http";

import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";

import { ensureCompany, ensureDemoMembers } from "../demo.ts";
import { makeReleaseFolder, sha256, type MadeRelease, type ReleaseFolder } from "../test-agent-release.ts";
import { bytesOf, refusal, signInDeps, startTestServer, type TestServer } from "../test-server.ts";

let database: TestDatabase;
let folder: ReleaseFolder;
let server: TestServer;
let without: TestServer;
let made: MadeRelease;

beforeAll(async () => {
  database = await cloneDatabase();
  const { companyId } = await ensureCompany(database.db, { name: "Asha Traders", isDemo: true });
  await ensureDemoMembers(signInDeps(database.db), [companyId]);
  folder = makeReleaseFolder();
  made = folder.put("1.2.0", { least: "1.0.0" });
  folder.putFile("secret.txt", "not of the release");
  server = await startTestServer(database, { config: { agentReleases: folder.settings } });
  without = await startTestServer(database);
});
afterAll(async () => {
  await server.close();
  await without.close();
  await database.close();
  folder.remove();
});

const SETUP = "/agent/downloads/CFA-Agent-Setup-1.2.0.exe";

test("an agent reads manifest, signature and bundle, byte for byte as they were signed", async () => {
  const manifest = await server.get("/agent/updates/manifest.json");
  expect(await manifest.json()).toEqual(made.manifest);
  expect(manifest.headers.get("cache-control")).toBe("no-store");
  expect((await bytesOf(await server.get("/agent/updates/manifest.sig"))).length).toBe(64);
  const bundle = await server.get("/agent/updates/agent-1.2.0.cjs");
  expect(sha256(await bytesOf(bundle))).toBe(made.manifest.sha256);
});

test("a download says what it is, how long, and that nobody should guess", async () => {
  const answer = await server.get(SETUP);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "application/octet-stream",
    "content-length": String(made.setup.length),
    "content-disposition": 'attachment; filename="CFA-Agent-Setup-1.2.0.exe"',
    etag: `"${sha256(made.setup)}"`,
    "accept-ranges": "bytes",
    "x-content-type-options": "nosniff",
  });
  expect(await bytesOf(answer)).toEqual(made.setup);
  const head = await fetch(server.url + SETUP, { method: "HEAD" });
  expect([head.status, head.headers.get("content-length")]).toEqual([200, String(made.setup.length)]);
  const known = await server.get(SETUP, { headers: { "if-none-match": `"${sha256(made.setup)}"` } });
  expect(known.status).toBe(304);
});

test.each([
  ["bytes=0-9", 206, 0, 10],
  ["bytes=100-", 206, 100, undefined],
  ["bytes=-5", 206, -5, undefined],
  ["bytes=99999999-", 416, 0, 0],
  ["bytes=5-2", 200, 0, undefined],
  ["bytes=0-1,3-4", 200, 0, undefined],
  ["lines=1-2", 200, 0, undefined],
])("a download that broke off goes on: %s", async (range, status, from, to) => {
  const answer = await server.get(SETUP, { headers: { range } });
  const bytes = await bytesOf(answer);
  expect([answer.status, bytes.equals(made.setup.subarray(from, to))]).toEqual([status, true]);
  const changed = await server.get(SETUP, { headers: { range, "if-range": '"another"' } });
  expect([changed.status, (await bytesOf(changed)).length]).toEqual([200, made.setup.length]);
});

test("the short address leads to the newest setup", async () => {
  const answer = await fetch(`${server.url}/agent/download`, { redirect: "manual" });
  expect([answer.status, answer.headers.get("location")]).toEqual([302, SETUP]);
});

test.each([
  "/agent/downloads/secret.txt",
  "/agent/downloads/manifest.json",
  "/agent/downloads/agent-1.2.0.cjs",
  "/agent/updates/secret.txt",
  "/agent/updates/agent-1.1.0.cjs",
  "/agent/downloads/..%2Fsecret.txt",
  "/agent/downloads/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
  "/agent/downloads/..%5C..%5Cwindows",
  "/agent/downloads/CFA-Agent-Setup-1.2.0.exe%00.txt",
  "/agent/downloads/%ff",
  "/agent/downloads/../../secret.txt",
  "/agent/downloads//etc/passwd",
])("nothing but the release's own files comes from %s", async (path) => {
  expect(await statusOf(path)).toBe(404);
});

/** Asks for an address as it is written, which fetch would tidy up. */
function statusOf(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const asking = httpRequest({ host: hostname, port, path }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asking.on("error", reject).end();
  });
}

test("people who are signed in see version, files and the least agent that is taken; nobody else does", async () => {
  expect((await server.get("/api/agent-release")).status).toBe(401);
  const token = await server.signIn("accountant");
  const answer = await server.get("/api/agent-release", { token });
  expect(await answer.json()).toEqual({
    release: {
      version: "1.2.0",
      isForAll: true,
      publisher: made.manifest.publisher,
      files: made.manifest.files?.map((file) => ({ ...file, path: `/agent/downloads/${file.name}` })),
    },
    setupPath: "/agent/download",
    least: "1.0.0",
  });
});

test("a server without releases says so plainly", async () => {
  for (const path of ["/agent/updates/manifest.json", SETUP, "/agent/download"]) {
    const answer = await without.get(path);
    expect([answer.status, (await refusal(answer)).message]).toEqual([
      404,
      "This server has no release of the agent. Books come in by files as well.",
    ]);
  }
  const token = await without.signIn("owner");
  expect(await (await without.get("/api/agent-release", { token })).json()).toEqual({
    release: null,
    setupPath: null,
    least: "0.1.0",
  });
});

test("a download that is given up leaves no file open", async () => {
  const before = openFiles();
  for (let turn = 0; turn < 20; turn++) {
    const stop = new AbortController();
    const answer = await fetch(server.url + SETUP, { signal: stop.signal });
    expect(answer.status).toBe(200);
    stop.abort();
  }
  await expect.poll(openFiles, { timeout: 5_000 }).toBeLessThanOrEqual(before);
});

/** Files of the release that this process has open. */
function openFiles(): number {
  return readdirSync("/proc/self/fd").filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder.settings.folder);
    } catch {
      return false;
    }
  }).length;
}
