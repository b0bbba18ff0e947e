import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const ROOTS = ["packages", "apps", "tools", "tests", "bench"];
const SKIPPED = new Set(["node_modules", "dist", ".expo", ".data", ".cache"]);

/** Paths from the root of all our TypeScript files, sorted. */
export function sourceFiles(root: string): string[] {
  return ROOTS.filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => walk(root, folder))
    .toSorted();
}

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : walk(root, path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
  });
}
