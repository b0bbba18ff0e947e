// Plain JavaScript: runs under the system's Node before anything is installed.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const marker = join(root, "node_modules", ".installed-from");

/** Installs what the lockfile names unless exactly that is installed already. Ends the process with one line when npm fails. */
export function ensureInstalled() {
  const wanted = `${createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex")} ${process.platform}-${process.arch}`;
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return;
  console.log("Installing what the lockfile names (once, one to three minutes)…");
  const started = Date.now();
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const run = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (run.status !== 0) {
    console.error("Installing failed: npm could not fetch every package. Check the network and start again.");
    process.exit(1);
  }
  writeFileSync(marker, wanted);
  console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/** The pinned Node that runs TypeScript: from the registry where it exists for this system, else this very one if it is new enough. */
export function pinnedNode() {
  const name = process.platform === "win32" ? "node.exe" : "node";
  const folder = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const pinned = join(root, "node_modules", folder, process.platform === "win32" ? name : join("bin", name));
  if (existsSync(pinned)) return pinned;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  console.error(`No packaged Node for ${process.platform}-${process.arch}: install Node 24 and start again.`);
  process.exit(1);
}
