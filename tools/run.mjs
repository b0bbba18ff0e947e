// node tools/run.mjs FILE.ts [ARGUMENT…]: installs what is missing, then runs the file under the pinned Node.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ensureInstalled, pinnedNode, root } from "./install.mjs";

const LOOK_MS = 500;

/** The folder the command was given in: npm itself goes to the repository's. */
export const callersFolder = process.env.INIT_CWD ?? process.cwd();

/**
 * Runs a TypeScript file of the repository in the caller's folder, hands signals on and ends with its exit code. The
 * child has a channel to this process that closes when this process dies, however it dies.
 */
export function runTypeScript(file, argv, nodeFlags = []) {
  const flags = ["--disable-warning=ExperimentalWarning", ...nodeFlags];
  const child = spawn(pinnedNode(), [...flags, join(root, file), ...argv], {
    cwd: callersFolder,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  // A terminal's Ctrl-C reaches the child by itself. A SIGINT to this process alone does not: closing the channel tells
  // the children that listen for it, and the others go on.
  process.on("SIGINT", () => child.connected && child.disconnect());
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  whenNpmDies(() => child.kill("SIGTERM"));
  child.on("error", (error) => {
    console.error(`Node could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
}

/** A signal that ends npm, or the shell npm puts between itself and this process, never reaches this process: it must look. */
function whenNpmDies(end) {
  const above = process.platform === "win32" ? [] : npmAbove();
  if (above.length === 0) return;
  const look = setInterval(() => {
    if (above.every((pid) => processInfo(pid) !== undefined)) return;
    clearInterval(look);
    end();
  }, LOOK_MS);
  look.unref();
}

/** The processes from this one's parent up to npm; none when npm has not started it. */
function npmAbove() {
  const above = [];
  for (let pid = process.ppid; pid > 1 && above.length < 3;) {
    const info = processInfo(pid);
    if (info === undefined) return [];
    above.push(pid);
    if (/\bnpm\b/.test(info.command)) return above;
    pid = info.parent;
  }
  return [];
}

/** A living process's parent and command line. Slim systems have no `ps`, others no /proc. */
function processInfo(pid) {
  try {
    if (existsSync("/proc/self/stat")) {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (state === "Z") return undefined;
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      return { parent: Number(parent), command };
    }
    const line = execFileSync("ps", ["-o", "ppid=,args=", "-p", String(pid)], { encoding: "utf8" }).trim();
    return { parent: Number(line.split(" ")[0]), command: line };
  } catch {
    return undefined;
  }
}

if (resolve(process.argv[1] ?? "") === join(root, "tools", "run.mjs")) {
  const [file, ...argv] = process.argv.slice(2);
  await ensureInstalled();
  runTypeScript(file, argv);
}
