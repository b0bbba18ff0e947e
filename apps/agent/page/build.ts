import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { rolldown } from "rolldown";

import type { PageFile } from "../src/page-server/answer.ts";

const folder = dirname(fileURLToPath(import.meta.url));
const locate = createRequire(import.meta.url).resolve;

/**
 * The files of the agent's window by name. There is no script and no style inside index.html, so that the policy of the page's
 * server need not allow any; what reads a QR is a file of its own, loaded when a QR is to be read.
 */
export async function buildPage(): Promise<Map<string, PageFile>> {
  const files = new Map<string, PageFile>([
    ["index.html", fileOf("text/html; charset=utf-8", join(folder, "index.html"))],
    ["app.css", fileOf("text/css; charset=utf-8", join(folder, "app.css"))],
    ["icon.svg", fileOf("image/svg+xml", join(folder, "icon.svg"))],
    ["zxing_reader.wasm", fileOf("application/wasm", locate("zxing-wasm/reader/zxing_reader.wasm"))],
  ]);
  for (const [name, code] of await bundle()) {
    files.set(name, { type: "text/javascript; charset=utf-8", body: new TextEncoder().encode(code) });
  }
  return files;
}

async function bundle(): Promise<[string, string][]> {
  const build = await rolldown({
    input: { app: join(folder, "src", "main.tsx") },
    platform: "browser",
    tsconfig: join(folder, "tsconfig.json"),
    transform: { define: { "process.env.NODE_ENV": '"production"' } },
    logLevel: "warn",
    // Left out, it would be missed by the window alone.
    onLog(level, log, handle) {
      if (log.code === "UNRESOLVED_IMPORT") throw new Error(log.message);
      handle(level, log);
    },
  });
  const { output } = await build.generate({
    format: "esm",
    minify: true,
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
  });
  await build.close();
  return output.flatMap((part) => (part.type === "chunk" ? [[part.fileName, part.code]] : []));
}

function fileOf(type: string, path: string): PageFile {
  return { type, body: readFileSync(path) };
}
