import { generateKeyPairSync } from "node:crypto";
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { changeState, readState } from "./bundle-state.ts";
import { chooseBundle, noteBad, noteHealthy } from "./bundles.ts";
import { openDisk } from "./disk.ts";
import { fetchUpdate, type FetchUpdate } from "./fetch-update.ts";
import { partPath } from "./stored-bundles.ts";
import { makeBundles, type TestBundles } from "./test-bundles.ts";
import { startReleaseServer, type Meddler, type ReleaseServer } from "./test-release-server.ts";

/* Against the server's own routes; a meddler sits between where something is to go wrong. The executable and what runs are 1.0.0. */

let server: ReleaseServer;
let bundles: TestBundles;

beforeEach(async () => {
  server = await startReleaseServer();
  bundles = makeBundles();
});
afterEach(async () => {
  await server.close();
  bundles.remove();
});

const look = (more: Partial<FetchUpdate> = {}) =>
  fetchUpdate({
    server: server.url,
    disk: bundles.disk,
    folder: bundles.folder,
    keys: server.folder.settings.keys,
    launcher: "1.0.0",
    running: "1.0.0",
    agentId: "agt_1",
    now: bundles.now,
    idleMillis: 1_000,
    ...more,
  });
const choice = () => chooseBundle({ ...bundles, keys: server.folder.settings.keys });
const files = () => readdirSync(bundles.folder).toSorted();
const state = () => readState(bundles.disk, bundles.folder).state;
const ready = (version: string) => ({ ok: true, value: { state: "ready", version } });
const current = { ok: true, value: { state: "current" } };
const failed = (code: string) => ({ ok: false, error: { code, since: bundles.now() } });

test("no release is none, and the data folder stays as it is", async () => {
  expect(await look()).toEqual({ ok: true, value: { state: "none" } });
  expect(files()).toEqual([]);
});

test("a newer one is fetched once, runs at the next start and is then current", async () => {
  const { bundle } = server.folder.put("1.2.0");
  const begun: string[] = [];
  expect(await look({ began: (version) => begun.push(version) })).toEqual(ready("1.2.0"));
  expect(choice()).toMatchObject({ version: "1.2.0", isOnTrial: true, notes: [] });
  expect(Buffer.from(choice().code).equals(bundle)).toBe(true);
  expect(await look({ began: (version) => begun.push(version) })).toEqual(ready("1.2.0"));
  expect(begun).toEqual(["1.2.0"]);
  expect(server.asked.filter((name) => name === "agent-1.2.0.cjs")).toHaveLength(1);
  noteHealthy(bundles, "1.2.0");
  expect(await look({ running: "1.2.0" })).toEqual(current);
  expect(files()).toEqual(["agent-1.2.0.cjs", "agent-1.2.0.json", "agent-1.2.0.sig", "state.json"]);
});

test("a stored bundle that was changed is fetched anew", async () => {
  server.folder.put("1.2.0");
  await look();
  writeFileSync(bundles.path("1.2.0", "cjs"), "planted");
  expect(choice().version).toBe("1.0.0");
  expect(await look()).toEqual(ready("1.2.0"));
  expect(choice().version).toBe("1.2.0");
});

test("current and previous are kept, older ones go, and what a kill left behind goes too", async () => {
  for (const version of ["1.1.0", "1.2.0", "1.3.0"]) {
    server.folder.put(version);
    await look();
    noteHealthy(bundles, version);
  }
  writeFileSync(join(bundles.folder, "state.json.999999999.new"), "half");
  writeFileSync(join(bundles.folder, "0.9.0-aaaa.part"), "half");
  server.folder.put("1.4.0");
  expect(await look({ running: "1.3.0" })).toEqual(ready("1.4.0"));
  expect(files().filter((name) => !/^agent-1\.[234]\.0\.(?:cjs|json|sig)$/.test(name))).toEqual([
    "state.json",
  ]);
});

test.each([
  ["the same version", "1.0.0", {}],
  ["an older one", "0.9.0", {}],
  ["one that is stopped", "1.2.0", { isStopped: true }],
  ["one that this agent is not drawn for", "1.2.0", { percent: 0 }],
] as const)("%s is not taken", async (_, version, more) => {
  server.folder.put(version, more);
  expect(await look()).toEqual(current);
  expect(server.asked).toEqual(["manifest.json", "manifest.sig"]);
});

test("nothing lower than ever ran here is taken, but that one itself is, if it is lost", async () => {
  noteHealthy(bundles, "1.5.0");
  server.folder.put("1.4.9");
  expect(await look()).toEqual(current);
  server.folder.put("1.5.0");
  expect(await look()).toEqual(ready("1.5.0"));
});

test("one that was bad here is not fetched again; the next one is", async () => {
  noteBad(bundles, { version: "1.2.0", reason: "ill" });
  server.folder.put("1.2.0");
  expect(await look()).toMatchObject(failed("update-bad"));
  server.folder.put("1.2.1");
  expect(await look()).toEqual(ready("1.2.1"));
});

test("one that needs a newer executable says so", async () => {
  server.folder.put("1.2.0", { launcher: "1.1.0" });
  expect(await look()).toEqual({ ok: true, value: { state: "needs-setup", version: "1.2.0" } });
});

test("the kill switch: one that lies here untried is taken away, one that ran stays", async () => {
  server.folder.put("1.2.0");
  await look();
  server.folder.put("1.2.0", { isStopped: true });
  expect(await look()).toEqual(current);
  expect(choice().version).toBe("1.0.0");
  server.folder.put("1.2.0");
  await look();
  noteHealthy(bundles, "1.2.0");
  server.folder.put("1.2.0", { isStopped: true });
  expect(await look({ running: "1.2.0" })).toEqual(current);
  expect(choice().version).toBe("1.2.0");
});

test("a withdrawn bundle is run no more, also when an older manifest is shown again", async () => {
  const first = server.folder.put("1.2.0");
  await look();
  noteHealthy(bundles, "1.2.0");
  server.folder.putManifest({ ...first.manifest, withdrawn: [first.manifest.sha256] });
  expect(await look({ running: "1.2.0" })).toEqual(current);
  expect(choice().version).toBe("1.0.0");
  server.folder.putManifest(first.manifest);
  expect(await look()).toEqual(current);
  expect(choice().version).toBe("1.0.0");
});

const end =
  (
    status: number,
    { body = "", headers = {} }: { body?: string; headers?: Record<string, string> } = {},
  ): Meddler =>
  (_, response) => {
    response.writeHead(status, headers).end(body);
    return true;
  };
const forFile =
  (name: string, meddler: Meddler): Meddler =>
  (request, response) =>
    request.url?.endsWith(name) === true && meddler(request, response);
const silent: Meddler = () => true;
/** Never comes to an end. */
const endless: Meddler = (_, response) => {
  const more = (): void => {
    while (response.write(Buffer.alloc(60_000, "a")));
  };
  response.on("drain", more);
  more();
  return true;
};
const BUNDLE = "agent-1.2.0.cjs";

test.each<[string, string, Meddler]>([
  [
    "a page in place of the manifest",
    "update-odd-answer",
    forFile("manifest.json", end(200, { body: "<!doctype html>" })),
  ],
  ["another text", "update-not-signed", forFile("manifest.json", end(200, { body: '{"version":"9.9.9"}' }))],
  ["no signature", "update-not-signed", forFile("manifest.sig", end(404))],
  ["another signature", "update-not-signed", forFile("manifest.sig", end(200, { body: "x".repeat(64) }))],
  [
    "a signature that is too long",
    "update-odd-answer",
    forFile("manifest.sig", end(200, { body: "x".repeat(65) })),
  ],
  ["an endless manifest", "update-odd-answer", forFile("manifest.json", endless)],
  ["an endless bundle", "update-damaged", forFile(BUNDLE, endless)],
  [
    "a server that leads elsewhere",
    "update-odd-answer",
    end(302, { headers: { location: "/agent/download" } }),
  ],
  [
    "a bundle that lies elsewhere",
    "update-odd-answer",
    forFile(BUNDLE, end(307, { headers: { location: "/x" } })),
  ],
  ["a server in trouble", "update-no-answer", end(503)],
  ["a refusal", "update-odd-answer", end(403)],
  ["a server that says nothing", "update-no-answer", silent],
  ["a bundle that does not come", "update-no-answer", forFile(BUNDLE, silent)],
  ["no bundle", "update-odd-answer", forFile(BUNDLE, end(404))],
  ["a page in place of the bundle", "update-damaged", forFile(BUNDLE, end(200, { body: "<!doctype html>" }))],
  ["a bundle with another byte", "update-damaged", forFile(BUNDLE, end(200, { body: "x".repeat(80_000) }))],
])("%s: a trouble (%s), nothing changed, and the next look takes it", async (_, code, meddler) => {
  const { bundle } = server.folder.put("1.2.0");
  expect(bundle.length).toBe(80_000);
  server.meddle = meddler;
  const looked = await look();
  expect(looked).toMatchObject(failed(code));
  expect(choice()).toMatchObject({ version: "1.0.0", isEmbedded: true });
  server.meddle = undefined;
  expect(await look()).toEqual(ready("1.2.0"));
  expect(choice().version).toBe("1.2.0");
});

test("no server at all is a trouble", async () => {
  await server.close();
  expect(await look()).toMatchObject(failed("update-no-answer"));
  server = await startReleaseServer();
});

test("a release signed by another key, by none, or another way is not taken", async () => {
  server.folder.put("1.2.0");
  expect(await look({ keys: [generateKeyPairSync("ed25519").publicKey] })).toMatchObject(
    failed("update-not-signed"),
  );
  expect(await look({ keys: [] })).toMatchObject(failed("update-not-signed"));
  expect(files()).toEqual([]);
});

/** Cuts the first answer for the bundle after so many bytes. */
function cutAfter(bytes: number, content: Buffer): Meddler {
  let isCut = false;
  return forFile(BUNDLE, (_, response) => {
    if (isCut) return false;
    isCut = true;
    response.writeHead(200, { "content-length": content.length });
    response.write(content.subarray(0, bytes), () => setTimeout(() => response.destroy(), 50));
    return true;
  });
}

test("a connection that is cut goes on where it broke off", async () => {
  const { bundle } = server.folder.put("1.2.0");
  server.meddle = cutAfter(30_000, bundle);
  expect(await look()).toMatchObject(failed("update-no-answer"));
  expect(await look()).toEqual(ready("1.2.0"));
  expect(server.asked.filter((name) => name.startsWith(BUNDLE))).toEqual([BUNDLE, `${BUNDLE} bytes=30000-`]);
  expect(readFileSync(bundles.path("1.2.0", "cjs")).equals(bundle)).toBe(true);
});

test.each<[string, (bundle: Buffer) => Meddler | undefined]>([
  ["gives all of it anew", (bundle) => end(200, { body: bundle.toString() })],
  [
    "gives another part",
    (bundle) =>
      end(206, {
        body: bundle.toString(),
        headers: { "content-range": `bytes 0-${bundle.length - 1}/${bundle.length}` },
      }),
  ],
  ["has no such part", () => end(416)],
])("a cut one is whole in the end where the server %s", async (_, meddler) => {
  const { bundle, manifest } = server.folder.put("1.2.0");
  writeFileSync(partPath(bundles.folder, manifest), bundle.subarray(0, 1_000));
  server.meddle = forFile(BUNDLE, meddler(bundle) ?? (() => false));
  await look();
  server.meddle = undefined;
  expect(await look()).toEqual(ready("1.2.0"));
});

test.each([
  ["another content", 1_000],
  ["all of it and another content", 80_000],
  ["too much", 90_000],
])("what was left of an earlier try with %s is thrown away", async (_, bytes) => {
  const { manifest } = server.folder.put("1.2.0");
  writeFileSync(partPath(bundles.folder, manifest), "x".repeat(bytes));
  const first = await look();
  if (bytes <= manifest.bytes) expect(first).toMatchObject(failed("update-damaged"));
  expect(await look()).toEqual(ready("1.2.0"));
});

test("a full disk is a trouble, leaves no half bundle and ends when there is room", async () => {
  server.folder.put("1.2.0");
  for (const full of ["write 1.2.0", "write agent-1.2.0.json", "write agent-1.2.0.sig"]) {
    const disk = openDisk((step) => {
      if (step.startsWith(full)) throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
    });
    expect(await look({ disk })).toMatchObject(failed("disk-full"));
    expect(files().filter((name) => name.endsWith(".part"))).toEqual([]);
    expect(choice().version).toBe("1.0.0");
  }
  const disk = openDisk((step) => {
    if (step.startsWith("move")) throw Object.assign(new Error("not permitted"), { code: "EACCES" });
  });
  expect(await look({ disk })).toMatchObject(failed("disk-error"));
  expect(await look()).toEqual(ready("1.2.0"));
});

test("the plug pulled at any step leaves the bundle of before or the new one, and the next look ends it", async () => {
  const withdrawn = "0".repeat(64);
  bundles.remove();
  for (let steps = 0, isDone = false; !isDone; steps++) {
    expect(steps).toBeLessThan(60);
    bundles = makeBundles();
    server.folder.put("1.1.0");
    await look();
    noteHealthy(bundles, "1.1.0");
    noteHealthy(bundles, "1.0.5");
    changeState(bundles, () => ({ current: "1.1.0", previous: null }));
    server.folder.put("1.2.0", { withdrawn: [withdrawn] });
    let left = steps;
    const disk = openDisk(() => {
      if (left-- <= 0) throw new Error("the plug is pulled");
    });
    const looked = await look({ disk, running: "1.1.0" }).catch((error: Error) => error.message);
    isDone = typeof looked !== "string";
    expect(["1.1.0", "1.2.0"]).toContain(choice().version);
    expect(readState(bundles.disk, bundles.folder).isTorn).toBe(false);
    expect(await look({ running: "1.1.0" })).toEqual(ready("1.2.0"));
    expect(choice().version).toBe("1.2.0");
    expect(state().withdrawn).toEqual([withdrawn]);
    bundles.remove();
  }
});

test("a manifest that is changed between the calls for its two files is asked for once more", async () => {
  const first = server.folder.put("1.2.0");
  let isChanged = false;
  server.meddle = forFile("manifest.sig", () => {
    if (!isChanged) server.folder.putManifest({ ...first.manifest, publisher: "Another" });
    isChanged = true;
    return false;
  });
  expect(await look()).toEqual(ready("1.2.0"));
  expect(server.asked.filter((name) => name === "manifest.json")).toHaveLength(2);
});

test("an answer is not taken from a folder that cannot be written", async () => {
  server.folder.put("1.2.0");
  appendFileSync(join(bundles.dataFolder, "file"), "");
  const folder = join(bundles.dataFolder, "file", "app");
  expect(await look({ folder })).toMatchObject(failed("disk-error"));
  expect(existsSync(folder)).toBe(false);
});
