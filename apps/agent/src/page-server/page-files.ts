import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

import type { PageFiles } from "./answer.ts";

/** The page's files as a bundle carries them: by name, their content in base64. */
export type EmbeddedFiles = Readonly<Record<string, { readonly type: string; readonly content: string }>>;

const TYPES: ReadonlyMap<string, string> = new Map([
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
  [".woff2", "font/woff2"],
  [".wasm", "application/wasm"],
]);

/** The page's files out of the bundle that the agent runs from. */
export function embeddedPageFiles(embedded: EmbeddedFiles): PageFiles {
  return new Map(
    Object.entries(embedded).map(([name, { type, content }]) => [
      name,
      { type, body: Buffer.from(content, "base64") },
    ]),
  );
}

/**
 * The page's files out of the folder they were built into, read once: what is put there later is not shown. Only plain files right
 * in the folder count, of the kinds a page is made of; no link is followed, and nothing hidden is read.
 */
export function readPageFiles(folder: string): PageFiles {
  const files = new Map<string, { type: string; body: Uint8Array }>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const type = TYPES.get(extname(entry.name));
    if (type === undefined || !entry.isFile() || entry.name.startsWith(".")) continue;
    files.set(entry.name, { type, body: readFileSync(join(folder, entry.name)) });
  }
  return files;
}
