import { homedir } from "node:os";
import { join } from "node:path";

import { openAppWindow } from "./app-window.ts";
import type { Os } from "./os.ts";
import { proxyOfEnvironment } from "./proxy-rules.ts";
import { installedBrowsers } from "./windows/browsers.ts";
import { bringToFront, lendFront } from "./windows/front.ts";
import { claimMutex } from "./windows/claim-mutex.ts";
import { dpapi } from "./windows/dpapi.ts";
import { scriptNote, settingsProxy } from "./windows/internet-settings.ts";
import { onWindowsPower } from "./windows/power.ts";
import { isInRunKey, setRunKey } from "./windows/run-key.ts";
import { isInOtherSession } from "./windows/session.ts";
import { shellOpen, tellPerson } from "./windows/shell-open.ts";
import { windowsTray } from "./windows/tray.ts";

const NAME = "CFA Agent";

/** Windows, called by node:ffi: no other program and no native file is needed. */
export function windowsOs(): Os {
  const { LOCALAPPDATA, PROGRAMDATA } = process.env;
  return {
    kind: "windows",
    dataFolder: join(LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), NAME),
    machineDataFolder: join(PROGRAMDATA ?? String.raw`C:\ProgramData`, NAME),
    protection: dpapi,
    claimInstance: claimMutex,
    isInOtherSession,
    openWindow(address, how) {
      const window = {
        ...how,
        browsers: installedBrowsers(),
        otherwise: () => void shellOpen(address),
      };
      void openAppWindow(address, window);
    },
    bringToFront,
    lendFront,
    openFolder: (path) => void shellOpen(path),
    tell: tellPerson,
    tray: windowsTray,
    startsWithSystem: isInRunKey,
    setStartsWithSystem: setRunKey,
    proxyFor: (address) => settingsProxy(address) ?? proxyOfEnvironment(process.env, address),
    proxyNote: scriptNote,
    onPower: onWindowsPower,
  };
}
