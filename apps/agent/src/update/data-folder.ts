import { homedir } from "node:os";
import { join, resolve } from "node:path";

const NAME = "CFA Agent";

/**
 * Where the agent's data lies: as `--data` says, else the system's place for this user, or for the service. The launcher looks there before
 * anything else of the agent runs; the same places are in os.ts.
 */
export function dataFolderOf(
  { asked, isService }: { asked: string | undefined; isService: boolean },
  env: NodeJS.ProcessEnv,
): string {
  if (asked !== undefined && asked !== "") return resolve(asked);
  const { platform } = process;
  const home = homedir();
  if (platform === "win32") {
    return isService
      ? join(env["PROGRAMDATA"] ?? String.raw`C:\ProgramData`, NAME)
      : join(env["LOCALAPPDATA"] ?? join(home, "AppData", "Local"), NAME);
  }
  if (platform === "darwin") return join(isService ? "/" : home, "Library", "Application Support", NAME);
  return isService
    ? "/var/lib/cfa-agent"
    : join(env["XDG_DATA_HOME"] ?? join(home, ".local", "share"), "cfa-agent");
}
