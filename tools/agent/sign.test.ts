import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { absentPackages } from "./run-tool.ts";
import { compileServiceHost } from "./service-host.ts";
import { makeTestCertificate, readSignature, signFile } from "./sign.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "cfa-sign-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const absent = absentPackages();

test.skipIf(absent.length > 0)(
  "a program is compiled the same each time, is signed, and a changed byte shows",
  () => {
    const [path, again] = [join(folder, "host.exe"), join(folder, "again.exe")];
    expect(compileServiceHost(path)).toMatchObject({ ok: true });
    expect(compileServiceHost(again)).toMatchObject({ ok: true });
    expect(readFileSync(path).equals(readFileSync(again))).toBe(true);
    expect(readSignature(path)).toBeUndefined();
    const signing = makeTestCertificate(folder);
    if (!signing.ok) throw new Error(signing.error);
    expect(signFile(path, signing.value)).toMatchObject({ ok: true });
    expect(readSignature(path)).toMatchObject({ isWhole: true });
    const changed = readFileSync(path);
    changed[2000] = (changed[2000] ?? 0) ^ 1;
    writeFileSync(path, changed);
    expect(readSignature(path)).toMatchObject({ isWhole: false });
  },
);

test.skipIf(absent.length > 0)("what a program does not sign, and what is no program, is told of", () => {
  const path = join(folder, "text.exe");
  writeFileSync(path, "no program");
  expect(signFile(path, { kind: "program", program: "true" })).toMatchObject({
    ok: false,
    error: "text.exe carries no good signature.",
  });
  expect(signFile(path, { kind: "program", program: join(folder, "none") })).toMatchObject({ ok: false });
});
