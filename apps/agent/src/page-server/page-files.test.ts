import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "vitest";

import { embeddedPageFiles, readPageFiles } from "./page-files.ts";
import { ask, startTestWindow } from "./test-window.ts";

test("what a bundle carries is served byte for byte", async () => {
  const page = "<!doctype html><title>नमस्ते</title>";
  const wasm = Uint8Array.from({ length: 256 }, (_, at) => at);
  const files = embeddedPageFiles({
    "index.html": { type: "text/html; charset=utf-8", content: Buffer.from(page).toString("base64") },
    "reader.wasm": { type: "application/wasm", content: Buffer.from(wasm).toString("base64") },
  });
  expect(files.get("reader.wasm")?.body).toEqual(Buffer.from(wasm));
  const { server } = await startTestWindow({ files });
  expect(await ask(server.port, { path: "/" })).toMatchObject({ status: 200, body: page });
  const served = await ask(server.port, { path: "/reader.wasm" });
  expect(served.headers).toMatchObject({ "content-type": "application/wasm", "content-length": "256" });
  await server.close();
});

test("of a folder only the page's plain files are taken, as they were at the start", async () => {
  const folder = mkdtempSync(join(tmpdir(), "cfa-page-"));
  for (const name of ["index.html", "app.js", ".hidden.js", "app.js.map", "agent.json", "notes"]) {
    writeFileSync(join(folder, name), name);
  }
  mkdirSync(join(folder, "deep.js"));
  symlinkSync("/etc/passwd", join(folder, "passwd.js"));
  const files = readPageFiles(folder);
  expect([...files.keys()].toSorted()).toEqual(["app.js", "index.html"]);
  writeFileSync(join(folder, "later.js"), "later");
  writeFileSync(join(folder, "app.js"), "changed");
  const { server } = await startTestWindow({ files });
  expect(await ask(server.port, { path: "/app.js" })).toMatchObject({ status: 200, body: "app.js" });
  expect(await ask(server.port, { path: "/later.js" })).toMatchObject({ status: 404 });
  await server.close();
});

test("without a page there is no server", async () => {
  await expect(startTestWindow({ files: new Map() })).rejects.toThrow("the window has no page");
});
