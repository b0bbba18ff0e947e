// Plain JavaScript: runs under the system's Node before anything is installed.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lockfile = join(root, "package-lock.json");
const marker = join(root, "node_modules", ".installed-from");
const SIGN_OF_LIFE_MS = 10_000;

/** Installs what the lockfile names unless exactly that is installed already. Ends the process with one line when npm fails. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  console.log("Installing what the lockfile names (once, one to three minutes)…");
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const life = setInterval(() => console.log(`  …installing, ${seconds()} s`), SIGN_OF_LIFE_MS);
  const code = await npmCi();
  clearInterval(life);
  if (code !== 0) {
    console.error("Installing failed: npm could not fetch every package. Check the network and start again.");
    process.exit(1);
  }
  writeFileSync(marker, wanted());
  console.log(`Installed in ${seconds()} s.`);
}

/**
 * Whether what the lockfile names is there, put there by us or by an `npm ci` of the user's. A lockfile that only says
 * who uses what is there already asks for nothing.
 */
export function isInstalled() {
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted()) return true;
  if (!installedByNpm()) return false;
  writeFileSync(marker, wanted());
  return true;
}

function wanted() {
  const hash = createHash("sha256").update(readFileSync(lockfile)).digest("hex");
  return `${hash} ${process.platform}-${process.arch}`;
}

/** npm writes down what it has put into node_modules: what this system needs must be there as the lockfile says, and nothing else. */
function installedByNpm() {
  const installed = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return false;
  const { packages: there } = JSON.parse(readFileSync(installed, "utf8"));
  const { packages: named } = JSON.parse(readFileSync(lockfile, "utf8"));
  if (Object.keys(there).some((path) => named[path] === undefined)) return false;
  return Object.entries(named).every(
    ([path, entry]) => path === "" || !isNeeded(entry) || there[path]?.integrity === entry.integrity,
  );
}

/** Optional packages are needed when they are made for just this system; which C library it has only npm can tell. */
function isNeeded({ optional, os, cpu, libc }) {
  if (!optional) return true;
  if (os === undefined || libc !== undefined) return false;
  return os.includes(process.platform) && (cpu ?? [process.arch]).includes(process.arch);
}

function npmCi() {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const child = spawn(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  const stop = (signal) => {
    child.kill(signal);
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.once(signal, stop);
  return new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (code) => {
      for (const signal of signals) process.off(signal, stop);
      resolve(code ?? 1);
    });
  });
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
