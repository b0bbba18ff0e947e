import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 30_000;
const HARD_AFTER_MS = 20_000;

/**
 * Ends a server that outlived the process that started it (`kill -9` leaves it running) and clears a stale pid file,
 * so that the folder can be started, or emptied, again. Answers whether one had to be ended.
 * Throws when it does not end.
 */
export async function stopStrayServer(clusterFolder: string): Promise<boolean> {
  const file = join(clusterFolder, "postmaster.pid");
  if (!existsSync(file)) return false;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  if (!isPostgres(pid, clusterFolder)) {
    rmSync(file, { force: true });
    return false;
  }
  process.kill(pid, "SIGINT"); // fast shutdown: open transactions are rolled back
  for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
    if (!isAlive(pid)) return true;
    if (waited === HARD_AFTER_MS) process.kill(pid, "SIGQUIT"); // recovers from its log at the next start
    await sleep(50);
  }
  throw new Error(`a PostgreSQL left over from an earlier start (process ${pid}) does not end`);
}

/** Whether the process is a PostgreSQL on this folder and not a later process that got the same number. */
function isPostgres(pid: number, clusterFolder: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return false;
  if (process.platform === "win32") return true;
  const command = existsSync("/proc/self/cmdline")
    ? readProc(pid)
    : (spawnSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" }).stdout ?? "");
  return command.includes("postgres") && command.includes(clusterFolder);
}

function readProc(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A process that has ended but was not waited for yet (its parent is gone, or is this process). */
function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
