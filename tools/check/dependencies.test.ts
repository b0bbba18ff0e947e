import { expect, test } from "vitest";

import { breachesOf } from "./dependencies.ts";

const WELL = { version: "6.0.0", integrity: "sha512-x" };

test("a package is locked by its hash and by no address of its own, and its install script is named", () => {
  const packages = {
    "": {},
    "packages/own": {},
    "node_modules/@cfa/own": { link: true },
    "node_modules/saxes": WELL,
    "node_modules/loose": { version: "1.0.0" },
    "node_modules/far": { ...WELL, resolved: "https://evil.example/far.tgz" },
    "node_modules/a/node_modules/@b/runs": { ...WELL, hasInstallScript: true },
    "node_modules/named": { ...WELL, hasInstallScript: true },
  };
  expect(breachesOf(packages, { named: true })).toEqual([
    "package-lock.json: node_modules/loose@1.0.0 is locked by no hash",
    "package-lock.json: node_modules/far@6.0.0 comes from https://evil.example/far.tgz",
    "package-lock.json: node_modules/a/node_modules/@b/runs@6.0.0 has an install script that allowScripts in package.json does not name",
  ]);
});

test("a version that an advisory is about is refused, the first mended one is not", () => {
  const of = (version: string) => breachesOf({ "node_modules/fast-xml-parser": { ...WELL, version } }, {});
  expect(of("5.6.9")).toEqual([expect.stringContaining("CVE-2026-26278")]);
  expect(of("4.99.0")).toHaveLength(1);
  expect(of("5.7.0")).toEqual([]);
  expect(of("5.12.1")).toEqual([]);
  expect(breachesOf({ "node_modules/node-expat": WELL }, {})).toHaveLength(1);
});
