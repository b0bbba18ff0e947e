import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openReleases, type AgentReleases } from "@cfa/api/agent-releases/releases";
import { createLogger } from "@cfa/api/log";
import { afterEach, beforeEach, expect, test } from "vitest";

import { publish, type Publishing } from "./publish.ts";

/* What is published is held against what a server that knows the public key gives out. */

const { publicKey, privateKey } = generateKeyPairSync("ed25519");

let root: string;
let to: string;
let folder: string;
let releases: AgentReleases;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "cfa-publish-"));
  to = join(root, "releases");
  folder = mkdtempSync(join(root, "built-"));
  const log = createLogger({ level: "silent" });
  releases = openReleases({ folder: to, keys: [publicKey] }, { log, lookMillis: 0 });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function build(version: string, names = ["agent.cjs", "CFA-Agent-Setup.exe", "cfa-agent.exe"]): void {
  for (const name of names) writeFileSync(join(folder, name), `${name} of ${version}`);
}

function put(version: string, says: Publishing["says"] = {}): ReturnType<typeof publish> {
  return publish({ key: privateKey, to, built: { folder, version }, says });
}

const again = (says: Publishing["says"]) => publish({ key: privateKey, to, says });
const fails = (published: ReturnType<typeof publish>) => (published.ok ? "" : published.error);
const current = async () => (await releases.current())?.manifest;

test("a build is published for a part, then for all, stopped, and goes on", async () => {
  build("1.0.0");
  expect(put("1.0.0", { percent: 10, publisher: "CFA" })).toMatchObject({ ok: true });
  expect(await current()).toMatchObject({
    version: "1.0.0",
    launcher: "1.0.0",
    percent: 10,
    publisher: "CFA",
    files: [
      { kind: "setup", name: "CFA-Agent-Setup-1.0.0.exe", version: "1.0.0" },
      { kind: "portable", name: "cfa-agent-1.0.0.exe", version: "1.0.0" },
    ],
  });
  again({ percent: 100 });
  expect(await current()).toMatchObject({
    version: "1.0.0",
    percent: 100,
    isStopped: false,
    publisher: "CFA",
  });
  again({ isStopped: true });
  expect(await current()).toMatchObject({ isStopped: true });
  again({ isStopped: false, least: "0.9.0" });
  expect(await current()).toMatchObject({ isStopped: false, least: "0.9.0" });
});

test("a build of the bundle alone keeps the executables; what is withdrawn stays so", async () => {
  build("1.0.0");
  const first = put("1.0.0");
  const bad = first.ok ? first.value.sha256 : "";
  publish({ key: privateKey, to, says: { isStopped: true }, withdraw: [bad] });
  rmSync(folder, { recursive: true });
  folder = mkdtempSync(join(root, "built-"));
  build("1.1.0", ["agent.cjs"]);
  put("1.1.0");
  expect(await current()).toMatchObject({
    version: "1.1.0",
    launcher: "1.0.0",
    isStopped: false,
    withdrawn: [bad],
    files: [{ version: "1.0.0" }, { version: "1.0.0" }],
  });
});

test("what cannot be published says why, and what lies there stays", async () => {
  expect(fails(publish({ key: privateKey, to, says: {} }))).toContain("no release");
  expect(fails(put("1.0.0"))).toContain("no agent.cjs");
  build("1.0.0");
  expect(fails(publish({ key: publicKey, to, built: { folder, version: "1.0.0" }, says: {} }))).toContain(
    "private key",
  );
  put("1.0.0");
  expect(fails(put("1.1"))).toContain("version");
  expect(fails(publish({ key: privateKey, to, says: { percent: 101 } }))).toContain("percent");
  expect(fails(publish({ key: privateKey, to, says: {}, withdraw: ["x"] }))).toContain("withdrawn");
  expect(await current()).toMatchObject({ version: "1.0.0", percent: 100, withdrawn: [] });
});
