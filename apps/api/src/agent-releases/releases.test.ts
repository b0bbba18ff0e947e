import { generateKeyPairSync } from "node:crypto";
import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { createLogger } from "../log.ts";
import { makeReleaseFolder, type ReleaseFolder } from "../test-agent-release.ts";
import { agentBounds, openReleases, type AgentReleases } from "./releases.ts";

let folder: ReleaseFolder;
let lines: string[];
let releases: AgentReleases;

beforeEach(() => {
  folder = makeReleaseFolder();
  lines = [];
  const log = createLogger({ level: "info", to: { write: (line: string) => void lines.push(line) } });
  releases = openReleases(folder.settings, { log, lookMillis: 0 });
});
afterEach(() => folder.remove());

const version = async (): Promise<string | null> => (await releases.current())?.manifest.version ?? null;
const refused = (): string[] =>
  lines
    .filter((line) => line.includes("agent-release-refused"))
    .map((line) => (JSON.parse(line) as { reason: string }).reason);

test("a folder without a release gives none, and what is put there later is seen", async () => {
  expect(await version()).toBeNull();
  folder.put("1.0.0");
  expect(await version()).toBe("1.0.0");
  folder.put("1.1.0");
  expect(await version()).toBe("1.1.0");
  rmSync(join(folder.settings.folder, "manifest.json"));
  expect(await version()).toBeNull();
  expect(refused()).toEqual([]);
});

test("a manifest signed by another key, changed after it was signed, or of another shape is refused once, and the last good one goes on", async () => {
  const good = folder.put("1.0.0");
  expect(await version()).toBe("1.0.0");
  const bad: [string, () => void][] = [
    [
      "not of this manifest",
      () => folder.putManifest(good.manifest, generateKeyPairSync("ed25519").privateKey),
    ],
    [
      "not of this manifest",
      () => folder.putFile("manifest.json", JSON.stringify({ ...good.manifest, percent: 99 })),
    ],
    ["is no JSON", () => folder.putManifest("{")],
    ["version", () => folder.putManifest({ ...good.manifest, version: "1.0" })],
    [
      "files.0.name",
      () => folder.putManifest({ ...good.manifest, files: [{ ...good.manifest.files?.[0], name: "../x" }] }),
    ],
    ["too large", () => folder.putManifest(" ".repeat(70_000))],
    ["cannot be read: ENOENT", () => rmSync(join(folder.settings.folder, "manifest.sig"))],
    ["unreadable", () => rmSync(folder.settings.folder, { recursive: true })],
  ];
  for (const [reason, spoil] of bad) {
    lines.length = 0;
    spoil();
    expect([reason, await version(), await version()]).toEqual([reason, "1.0.0", "1.0.0"]);
    expect(refused()).toEqual([expect.stringContaining(reason)]);
  }
});

test("a release whose files are not all what it says is refused until they are", async () => {
  folder.put("1.0.0");
  await version();
  const next = folder.put("1.1.0");
  folder.putFile("CFA-Agent-Setup-1.1.0.exe", next.setup.subarray(1));
  expect(await version()).toBe("1.0.0");
  folder.putFile("CFA-Agent-Setup-1.1.0.exe", Buffer.from(next.setup).fill(0, 0, 1));
  expect(await version()).toBe("1.0.0");
  rmSync(join(folder.settings.folder, "CFA-Agent-Setup-1.1.0.exe"));
  expect(await version()).toBe("1.0.0");
  expect(refused()).toEqual([
    "CFA-Agent-Setup-1.1.0.exe is not what its manifest says",
    "CFA-Agent-Setup-1.1.0.exe is not what its manifest says",
    "CFA-Agent-Setup-1.1.0.exe is not there",
  ]);
  folder.putFile("CFA-Agent-Setup-1.1.0.exe", next.setup);
  expect(await version()).toBe("1.1.0");
});

test("a file that has changed since, or leads out of the folder, is not opened", async () => {
  const { manifest, bundle } = folder.put("1.0.0");
  await version();
  const open = async (): Promise<boolean> => {
    const handle = await releases.open("agent-1.0.0.cjs", manifest);
    await handle?.close();
    return handle !== null;
  };
  expect(await open()).toBe(true);
  const path = join(folder.settings.folder, "agent-1.0.0.cjs");
  writeFileSync(path, Buffer.from(bundle).fill(0, 0, 1));
  expect(await open()).toBe(false);
  rmSync(path);
  writeFileSync(join(folder.settings.folder, "elsewhere"), bundle);
  symlinkSync("elsewhere", path);
  expect(await open()).toBe(false);
});

test("nothing of a stopped release is given out, nor a file that is withdrawn", async () => {
  const { manifest } = folder.put("1.0.0");
  folder.putManifest({ ...manifest, withdrawn: [manifest.files?.[1]?.sha256] });
  expect((await releases.current())?.files.map(({ kind }) => kind)).toEqual(["setup"]);
  folder.putManifest({ ...manifest, withdrawn: [manifest.sha256] });
  expect((await releases.current())?.bundles.size).toBe(0);
  folder.putManifest({ ...manifest, isStopped: true });
  const stopped = await releases.current();
  expect([stopped?.bundles.size, stopped?.files.length]).toEqual([0, 0]);
});

test("agents are judged by what everybody may have, and by the least that a release asks for", async () => {
  expect(await agentBounds(releases)).toEqual({ least: "0.1.0", newest: null, hasSetup: false });
  const { manifest } = folder.put("1.1.0", { percent: 20 });
  expect(await agentBounds(releases)).toEqual({ least: "0.1.0", newest: null, hasSetup: true });
  folder.putManifest({ ...manifest, percent: 100, least: "1.0.0" });
  expect(await agentBounds(releases)).toEqual({ least: "1.0.0", newest: "1.1.0", hasSetup: true });
  folder.putManifest({ ...manifest, percent: 100, isStopped: true, least: "0.0.1" });
  expect(await agentBounds(releases)).toEqual({ least: "0.1.0", newest: null, hasSetup: false });
});
