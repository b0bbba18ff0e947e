import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** Where the agent's data lies: as `--data` says, else the system's place for this user. */
export function dataFolderOf(asked: string | undefined, env: NodeJS.ProcessEnv): string {
  if (asked !== undefined && asked !== "") return resolve(asked);
  const home = homedir();
  const { platform } = process;
  if (platform === "win32") return join(env["LOCALAPPDATA"] ?? join(home, "AppData", "Local"), "CFA Agent");
  if (platform === "darwin") return join(home, "Library", "Application Support", "CFA Agent");
  return join(env["XDG_DATA_HOME"] ?? join(home, ".local", "share"), "cfa-agent");
}
