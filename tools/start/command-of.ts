import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** The command line of a living process, with "/" on every system; empty when there is no such process. */
export function commandOf(pid: number): string {
  try {
    // Slim systems have no `ps`, others no /proc. A process that has ended but was not waited for has no command line.
    if (existsSync("/proc/self/cmdline"))
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    if (process.platform === "win32") return windowsCommandOf(pid);
    return spawnSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" }).stdout;
  } catch {
    return "";
  }
}

function windowsCommandOf(pid: number): string {
  const ask = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`;
  return spawnSync("powershell", ["-NoProfile", "-Command", ask], { encoding: "utf8" }).stdout.replaceAll(
    "\\",
    "/",
  );
}
