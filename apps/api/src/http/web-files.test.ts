import { mkdtemp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { afterEach, beforeEach, expect, test } from "vitest";

import { createWebFiles } from "./web-files.ts";

const SCRIPT = "console.log('a script long enough to be worth squeezing');\n".repeat(50);
const SCRIPT_PATH = "/_expo/static/js/web/index-0123456789abcdef0123456789abcdef.js";

let folder: string;
let webFile: ReturnType<typeof createWebFiles>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cfa-web-"));
  webFile = createWebFiles(join(folder, "dist"));
});
afterEach(() => rm(folder, { recursive: true }));

const PAGE = "<html><script>start()</script><script src='/x.js'></script></html>";

async function build(): Promise<void> {
  await mkdir(join(folder, "dist/_expo/static/js/web"), { recursive: true });
  await writeFile(join(folder, "dist/index.html"), PAGE);
  await writeFile(join(folder, "dist/favicon.ico"), "icon");
  await writeFile(join(folder, "dist/.env"), "secret");
  await writeFile(join(folder, `dist${SCRIPT_PATH}`), SCRIPT);
  await writeFile(join(folder, "outside.txt"), "outside");
  await symlink(join(folder, "outside.txt"), join(folder, "dist/link.txt"));
}

const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  webFile(new Request(`http://127.0.0.1${path}`, { headers, method }));

test("before the app is built a page says so and asks again; afterwards it is the app", async () => {
  const waiting = await get("/");
  expect([waiting?.status, waiting?.headers.get("retry-after")]).toEqual([503, "2"]);
  expect(waiting?.headers.get("content-security-policy")).toMatch(
    /style-src 'self' 'sha256-\S+' 'sha256-\S+';/,
  );
  expect(await waiting?.text()).toContain('http-equiv="refresh"');
  await build();
  expect((await get("/"))?.status).toBe(200);
});

test("every address of the app is its page, asked for anew each time", async () => {
  await build();
  const page = await get("/parties/pty_abc");
  expect(await page?.text()).toContain("start()");
  expect(page?.headers.get("cache-control")).toBe("no-cache");
  const again = await get("/", { "if-none-match": page?.headers.get("etag") ?? "" });
  expect([again?.status, await again?.text()]).toEqual([304, ""]);
});

test("a page allows its own inline script by its hash and no other", async () => {
  await build();
  const policy = (await get("/"))?.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("script-src 'self' 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='");
  expect(policy).not.toContain("unsafe");
  await writeFile(join(folder, "dist/index.html"), "<html>another</html>");
  expect((await get("/"))?.headers.get("content-security-policy")).toContain("script-src 'self';");
});

test("a hashed file is kept for ever and comes squeezed as the browser likes", async () => {
  await build();
  const plain = await get(SCRIPT_PATH);
  expect(plain?.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(await plain?.text()).toBe(SCRIPT);
  const squeezed = async (accepted: string) => {
    const response = await get(SCRIPT_PATH, { "accept-encoding": accepted });
    return [
      response?.headers.get("content-encoding") ?? null,
      Buffer.from(await response!.arrayBuffer()),
    ] as const;
  };
  const [br, brotli] = await squeezed("gzip, deflate, br");
  expect([br, brotliDecompressSync(brotli).toString()]).toEqual(["br", SCRIPT]);
  const [gz, gzipped] = await squeezed("gzip, br;q=0");
  expect([gz, gunzipSync(gzipped).toString()]).toEqual(["gzip", SCRIPT]);
  expect((await squeezed("identity"))[0]).toBeNull();
});

test("a file that is not there, hidden or outside the folder is not served", async () => {
  await build();
  for (const path of [
    "/missing.js",
    "/.env",
    "/link.txt",
    "/..%2foutside.txt",
    "/%2e%2e/outside.txt",
    "/a%00.js",
    "/%ff.js",
    "/dist%5c.env",
  ]) {
    expect([path, await get(path)]).toEqual([path, null]);
  }
  expect(await (await get("/favicon.ico"))?.text()).toBe("icon");
});

test("a HEAD answers the same headers and no body", async () => {
  await build();
  const head = await get(SCRIPT_PATH, {}, "HEAD");
  expect([head?.headers.get("content-length"), await head?.text()]).toEqual([String(SCRIPT.length), ""]);
});
