import { generateKeyPairSync, sign } from "node:crypto";
import { appendFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { changeState, readState } from "./bundle-state.ts";
import { chooseBundle, noteBad, noteEnd, noteHealthy, noteStart } from "./bundles.ts";
import { openDisk } from "./disk.ts";
import { codeOf, makeBundles, type TestBundles } from "./test-bundles.ts";

let bundles: TestBundles;

beforeEach(() => {
  bundles = makeBundles();
});
afterEach(() => bundles.remove());

const chosen = (): string => chooseBundle(bundles).version;
const notes = (): string => chooseBundle(bundles).notes.join("\n");
const state = () => readState(bundles.disk, bundles.folder).state;

test("the newest good bundle runs, and says where it lies and that it is on trial", () => {
  bundles.put("1.1.0");
  bundles.put("1.10.0");
  bundles.put("1.9.0");
  expect(chooseBundle(bundles)).toEqual({
    version: "1.10.0",
    isEmbedded: false,
    isOnTrial: true,
    code: Buffer.from(codeOf("1.10.0")),
    path: bundles.path("1.10.0", "cjs"),
    notes: [],
  });
});

test("with no bundle, or only older ones, or the same, that of the executable runs", () => {
  const embedded = { version: "1.0.0", isEmbedded: true, isOnTrial: false, notes: [] };
  expect(chooseBundle(bundles)).toMatchObject(embedded);
  bundles.put("0.9.0");
  expect(chooseBundle(bundles)).toMatchObject(embedded);
  bundles.put("1.0.0");
  expect(chooseBundle(bundles)).toMatchObject(embedded);
});

const other = generateKeyPairSync("ed25519").privateKey;

test.each<[string, (made: TestBundles) => void, string]>([
  ["a byte more in the bundle", ({ path }) => appendFileSync(path("1.2.0", "cjs"), " "), "bytes, not"],
  [
    "another bundle of the same length",
    ({ path }) => writeFileSync(path("1.2.0", "cjs"), codeOf("1.2.1")),
    "not what was signed",
  ],
  ["half a bundle", ({ path }) => truncateSync(path("1.2.0", "cjs"), 10), "10 bytes, not"],
  ["no bundle", ({ path }) => rmSync(path("1.2.0", "cjs")), "not there"],
  ["a changed manifest", ({ path }) => appendFileSync(path("1.2.0", "json"), "\n"), "not signed"],
  ["an empty manifest", ({ path }) => truncateSync(path("1.2.0", "json"), 0), "not signed"],
  ["no manifest", ({ path }) => rmSync(path("1.2.0", "json")), "no manifest"],
  ["half a signature", ({ path }) => truncateSync(path("1.2.0", "sig"), 32), "not signed"],
  ["no signature", ({ path }) => rmSync(path("1.2.0", "sig")), "no manifest"],
  [
    "a signature by another key",
    ({ path }) => writeFileSync(path("1.2.0", "sig"), sign(null, readFileSync(path("1.2.0", "json")), other)),
    "not signed",
  ],
  [
    "an older signed bundle under a newer name",
    ({ path }) => {
      for (const file of ["cjs", "json", "sig"] as const)
        writeFileSync(path("1.2.0", file), readFileSync(path("1.1.0", file)));
    },
    "its manifest is of 1.1.0",
  ],
  [
    "an executable that is too old",
    ({ put }) => put("1.2.0", { launcher: "1.0.1" }),
    "needs the executable 1.0.1",
  ],
  ["no hash", ({ put }) => put("1.2.0", { sha256: "" }), "manifest is not right"],
])("%s: the one before runs, and the log says why", (_, meddle, reason) => {
  bundles.put("1.1.0");
  bundles.put("1.2.0");
  meddle(bundles);
  expect(chosen()).toBe("1.1.0");
  expect(notes()).toContain("1.2.0 is passed over: ");
  expect(notes()).toContain(reason);
});

test("without keys, as in development, nothing but the embedded bundle runs", () => {
  bundles.put("1.2.0");
  expect(chooseBundle({ ...bundles, keys: [] })).toMatchObject({ version: "1.0.0", isEmbedded: true });
});

test.each(["", "{", "null", '{"current":"1.1"}', "\0".repeat(300)])(
  "a torn state (%j) counts as none: the bundle is tried again, and the next state is whole",
  (text) => {
    bundles.put("1.2.0");
    noteHealthy(bundles, "1.2.0");
    writeFileSync(join(bundles.folder, "state.json"), text);
    expect(chooseBundle(bundles)).toMatchObject({ version: "1.2.0", isOnTrial: true });
    expect(notes()).toContain("torn");
    noteHealthy(bundles, "1.2.0");
    expect(chooseBundle(bundles)).toMatchObject({ version: "1.2.0", isOnTrial: false, notes: [] });
  },
);

test("one death on trial may be a power cut; after two the one before runs for good", () => {
  bundles.put("1.1.0");
  noteHealthy(bundles, "1.1.0");
  bundles.put("1.2.0");
  noteStart(bundles, { version: "1.2.0", pid: 11 });
  expect(chosen()).toBe("1.2.0");
  noteStart(bundles, { version: "1.2.0", pid: 12 });
  expect(chosen()).toBe("1.1.0");
  expect(state().bad).toMatchObject([{ version: "1.2.0", reason: "it died 2 times before it was healthy" }]);
  expect(state().starts).toEqual([]);
  expect(notes()).toContain("died 2 times");
});

test("starts that still run, that ended by intent, or that got well are no deaths", () => {
  const made = makeBundles({ alive: [11, 12] });
  made.put("1.2.0");
  for (const pid of [11, 12]) noteStart(made, { version: "1.2.0", pid });
  expect(chooseBundle(made).version).toBe("1.2.0");
  made.remove();
  bundles.put("1.2.0");
  for (const pid of [13, 14]) {
    noteStart(bundles, { version: "1.2.0", pid });
    noteEnd(bundles, pid);
  }
  expect(chosen()).toBe("1.2.0");
  noteStart(bundles, { version: "1.2.0", pid: 15 });
  noteHealthy(bundles, "1.2.0");
  noteStart(bundles, { version: "1.2.0", pid: 16 });
  expect(chosen()).toBe("1.2.0");
});

test("one that was healthy before is let go of after five deaths alone", () => {
  bundles.put("1.2.0");
  noteHealthy(bundles, "1.2.0");
  for (const pid of [1, 2, 3, 4]) noteStart(bundles, { version: "1.2.0", pid });
  expect(chosen()).toBe("1.2.0");
  noteStart(bundles, { version: "1.2.0", pid: 5 });
  expect(chosen()).toBe("1.0.0");
});

test("a bad one is passed over with its reason; when all are bad the embedded one runs", () => {
  bundles.put("1.1.0");
  bundles.put("1.2.0");
  noteBad(bundles, { version: "1.2.0", reason: "it was not healthy in time" });
  expect(chosen()).toBe("1.1.0");
  noteBad(bundles, { version: "1.1.0", reason: "it was not healthy in time" });
  expect(chosen()).toBe("1.0.0");
  expect(notes()).toContain("1.2.0 is passed over: it was not healthy in time");
});

test("a withdrawn bundle is not run, whoever says so: the state or a later signed manifest", () => {
  const { sha256 } = bundles.put("1.2.0");
  bundles.put("1.1.0");
  changeState(bundles, () => ({ withdrawn: [sha256] }));
  expect(chosen()).toBe("1.1.0");
  expect(notes()).toContain("withdrawn");
  rmSync(join(bundles.folder, "state.json"));
  expect(chosen()).toBe("1.2.0");
  const third = bundles.put("1.3.0", { withdrawn: [sha256] });
  noteBad(bundles, { version: "1.3.0", reason: "it was not healthy in time" });
  expect(chosen()).toBe("1.1.0");
  bundles.put("1.1.0", { withdrawn: [sha256, third.sha256] });
  expect(chosen()).toBe("1.1.0");
});

test("what is remembered: the last healthy one, the one before, the highest that ever ran", () => {
  noteHealthy(bundles, "1.0.0");
  noteStart(bundles, { version: "1.2.0", pid: 7 });
  expect(state()).toMatchObject({ current: "1.0.0", previous: null, highest: "1.2.0" });
  noteHealthy(bundles, "1.2.0");
  noteHealthy(bundles, "1.2.0");
  expect(state()).toMatchObject({ current: "1.2.0", previous: "1.0.0", highest: "1.2.0", starts: [] });
  noteHealthy(bundles, "1.1.0");
  expect(state()).toMatchObject({ current: "1.1.0", previous: "1.2.0", highest: "1.2.0" });
});

test("what a newer agent remembers beside it stays", () => {
  const later = { later: { kept: true } };
  changeState(bundles, () => ({ current: "1.0.0", ...later }));
  noteBad(bundles, { version: "1.2.0", reason: "ill" });
  expect(state()).toMatchObject({ ...later, bad: [{ version: "1.2.0" }] });
});

test("a start that only asks something tries nothing out", () => {
  bundles.put("1.1.0");
  noteHealthy(bundles, "1.1.0");
  bundles.put("1.2.0");
  expect(chooseBundle(bundles, { onlyProven: true })).toMatchObject({ version: "1.1.0", isOnTrial: false });
});

test("the plug pulled at any step of what is noted leaves a state to start from", () => {
  bundles.put("1.1.0");
  noteHealthy(bundles, "1.1.0");
  bundles.put("1.2.0");
  const deeds = [
    (cut: TestBundles) => noteHealthy(cut, "1.2.0"),
    (cut: TestBundles) => noteBad(cut, { version: "1.2.0", reason: "ill" }),
    (cut: TestBundles) => changeState(cut, () => ({ withdrawn: ["0".repeat(64)] })),
  ];
  for (const deed of deeds) {
    for (let steps = 0; steps < 4; steps++) {
      let left = steps;
      const disk = openDisk(() => {
        if (left-- === 0) throw new Error("the plug is pulled");
      });
      expect(() => deed({ ...bundles, disk })).toThrow("the plug");
      expect(readState(bundles.disk, bundles.folder).isTorn).toBe(false);
      expect(state()).toMatchObject({ current: "1.1.0", bad: [] });
      expect(chosen()).toBe("1.2.0");
    }
  }
});

test("a start that cannot be written down is told of", () => {
  const full = openDisk((step) => {
    if (step.startsWith("write")) throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
  });
  expect(noteStart({ ...bundles, disk: full }, { version: "1.2.0", pid: 1 })).toBe(false);
});
