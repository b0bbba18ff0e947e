import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { openAppWindow } from "./app-window.ts";

const ADDRESS = "http://127.0.0.1:4000/#a-ticket";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cfa-window-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a browser is started as an app window with a profile of its own", async () => {
  const browser = fakeBrowser("well", "exit 0");
  const others: string[] = [];
  const profileFolder = join(folder, "प्रोफ़ाइल 1");
  await openAppWindow(ADDRESS, { browsers: [browser], profileFolder, otherwise: () => others.push("other") });
  expect(calls()).toEqual([
    `well --app=${ADDRESS} --window-size=480,640 --no-first-run --no-default-browser-check --user-data-dir=${profileFolder}`,
  ]);
  expect(others).toEqual([]);
});

test("refused with a profile it is tried without; then the next browser; then the address is opened otherwise", async () => {
  const picky = fakeBrowser("picky", 'case "$*" in *user-data-dir*) exit 3;; esac');
  const broken = fakeBrowser("broken", "exit 1");
  const missing = join(folder, "missing");
  const others: string[] = [];
  const otherwise = (): void => void others.push("other");
  await openAppWindow(ADDRESS, { browsers: [missing, broken, picky], profileFolder: folder, otherwise });
  expect(calls().map((line) => [line.split(" ")[0], line.includes("user-data-dir")])).toEqual([
    ["broken", true],
    ["broken", false],
    ["picky", true],
    ["picky", false],
  ]);
  expect(others).toEqual([]);
  await openAppWindow(ADDRESS, { browsers: [missing, broken], profileFolder: folder, otherwise });
  expect(others).toEqual(["other"]);
});

test("a browser that ended with an error and yet showed the window is not tried another way", async () => {
  const odd = fakeBrowser("odd", "exit 1");
  const others: string[] = [];
  const otherwise = (): void => void others.push("other");
  await openAppWindow(ADDRESS, { browsers: [odd], profileFolder: folder, otherwise, isOpen: () => true });
  expect([calls().length, others]).toEqual([1, []]);
});

function fakeBrowser(name: string, does: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\necho ${name} "$*" >> "${join(folder, "calls")}"\n${does}\n`);
  chmodSync(path, 0o755);
  return path;
}

function calls(): string[] {
  return readFileSync(join(folder, "calls"), "utf8").trimEnd().split("\n");
}
