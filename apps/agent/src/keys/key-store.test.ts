import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import type { Protection } from "../os/os.ts";
import { FILE_PROTECTION } from "./file-protection.ts";
import { openKeyStore } from "./key-store.ts";

const KEY = `cfa_live_${"k".repeat(39)}`;

/** Seals as DPAPI does, as far as can be seen from outside: unreadable on the disk, and a changed byte is noticed. */
const SEALED: Protection = {
  isProtected: true,
  protect: (plain) => Uint8Array.from([7, ...plain.map((byte) => byte ^ 0x5a), plain.length]),
  unprotect: (blob) =>
    blob[0] === 7 && blob.at(-1) === blob.length - 2
      ? blob.slice(1, -1).map((byte) => byte ^ 0x5a)
      : undefined,
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cfa-keys-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const files = (): string[] => readdirSync(join(folder, "keys")).map((name) => join(folder, "keys", name));

test("each company's key is sealed in a file of its own that only this user may read", () => {
  const keys = openKeyStore(folder, SEALED);
  keys.keep("guid-1", KEY);
  keys.keep("guid & 2/..", `cfa_test_${"n".repeat(39)}`);
  expect(openKeyStore(folder, SEALED).read("guid-1")).toEqual({ ok: true, value: KEY });
  expect(files()).toHaveLength(2);
  for (const file of files()) {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "latin1")).not.toContain("cfa_");
  }
});

test("a blob that cannot be opened is the trouble of that company alone, with what to do", () => {
  const keys = openKeyStore(folder, SEALED);
  keys.keep("guid-1", KEY);
  const [file = ""] = files();
  keys.keep("guid-2", KEY);
  writeFileSync(file, "torn");
  expect(keys.read("guid-1")).toMatchObject({
    ok: false,
    error: { code: "key-unreadable", fix: "Paste the key or pair again." },
  });
  expect(keys.read("guid-2").ok).toBe(true);
  expect(openKeyStore(folder, FILE_PROTECTION).read("guid-2")).toMatchObject({
    ok: false,
    error: { code: "key-unreadable" },
  });
});

test("a kill while a key is written leaves the earlier one; forgetting leaves nothing of it", () => {
  const keys = openKeyStore(folder, FILE_PROTECTION);
  expect(keys.read("guid-1")).toMatchObject({ ok: false, error: { code: "key-missing" } });
  keys.keep("guid-1", KEY);
  const [file = ""] = files();
  writeFileSync(`${file}.new`, "cfa_live_half");
  expect(keys.read("guid-1")).toEqual({ ok: true, value: KEY });
  keys.forget("guid-1");
  keys.forget("guid-1");
  expect(files()).toEqual([]);
});

test("what is no key of CFA is not kept", () => {
  const keys = openKeyStore(folder, FILE_PROTECTION);
  expect(() => keys.keep("guid-1", "cfa_live_short")).toThrow(/right form/);
  expect(keys.read("guid-1").ok).toBe(false);
});
