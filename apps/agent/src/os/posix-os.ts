import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

import { FILE_PROTECTION } from "../keys/file-protection.ts";
import { lockFolder } from "../lock.ts";
import { openAppWindow } from "./app-window.ts";
import type { Os } from "./os.ts";
import { isInAutostart, setAutostart } from "./posix/autostart.ts";
import { onClockJump } from "./posix/posix-power.ts";
import { proxyOfEnvironment } from "./proxy-rules.ts";

const BROWSERS = ["chromium", "chromium-browser", "google-chrome", "microsoft-edge"];
const MAC_BROWSERS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/** Linux and macOS, where this agent is developed: secrets are guarded by the file's rights alone, and there is no tray. */
export function posixOs(kind: "linux" | "macos", environment: NodeJS.ProcessEnv = process.env): Os {
  const home = environment["HOME"] ?? homedir();
  const data = environment["XDG_DATA_HOME"] ?? join(home, ".local", "share");
  const config = environment["XDG_CONFIG_HOME"] ?? join(home, ".config");
  const autostart = join(config, "autostart", "cfa-agent.desktop");
  const isLinux = kind === "linux";
  const open = (what: string): void => start(isLinux ? "xdg-open" : "open", what);
  return {
    kind,
    dataFolder: isLinux ? join(data, "cfa-agent") : join(home, "Library", "Application Support", "CFA Agent"),
    machineDataFolder: isLinux ? "/var/lib/cfa-agent" : "/Library/Application Support/CFA Agent",
    protection: () => FILE_PROTECTION,
    claimInstance(dataFolder) {
      const lock = lockFolder(dataFolder);
      return lock.ok ? lock.value : undefined;
    },
    isInOtherSession: () => false,
    openWindow(address, how) {
      const hasDisplay = !isLinux || (environment["DISPLAY"] ?? environment["WAYLAND_DISPLAY"]) !== undefined;
      if (!hasDisplay) return console.log(`The window is at ${address}`);
      const browsers = isLinux ? found(BROWSERS, environment["PATH"] ?? "") : MAC_BROWSERS;
      // Chromium refuses to run as root with its sandbox.
      const flags = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
      void openAppWindow(address, { ...how, browsers, flags, otherwise: () => open(address) });
    },
    bringToFront: () => false,
    lendFront: () => undefined,
    openFolder: open,
    tell: (title, text) => console.log(`${title}: ${text}`),
    tray: () => undefined,
    startsWithSystem: () => (isLinux ? isInAutostart(autostart) : null),
    setStartsWithSystem(isOn, command) {
      if (isLinux) setAutostart(autostart, { isOn, command });
    },
    proxyFor: (address) => proxyOfEnvironment(environment, address),
    proxyNote: () => undefined,
    onPower: (told) => onClockJump(told),
  };
}

function found(names: readonly string[], path: string): readonly string[] {
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name)).find(isExecutable) ?? []);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function start(command: string, what: string): void {
  const child = spawn(command, [what], { detached: true, stdio: "ignore" });
  child.once("error", () => console.log(`Nothing opens ${what} here.`));
  child.unref();
}
