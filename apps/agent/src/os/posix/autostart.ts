import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Whether the desktop's file that starts the agent at sign-in is there. */
export function isInAutostart(path: string): boolean {
  return existsSync(path);
}

/** Writes the file that starts the command at sign-in, or removes it. */
export function setAutostart(path: string, { isOn, command }: { isOn: boolean; command: string }): void {
  if (!isOn) return rmSync(path, { force: true });
  mkdirSync(dirname(path), { recursive: true });
  // A percent sign stands for a field of its own in such files.
  const exec = command.replaceAll("%", "%%");
  writeFileSync(path, `[Desktop Entry]\nType=Application\nName=CFA Agent\nExec=${exec}\nTerminal=false\n`);
}
