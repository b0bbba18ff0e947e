import { existsSync } from "node:fs";

import { registryText, type RegistryPlace } from "./registry.ts";

const APP_PATHS = String.raw`Software\Microsoft\Windows\CurrentVersion\App Paths`;

/** The browsers of this PC that open app windows, Windows' own first: where they say in the registry that they are. */
export function installedBrowsers(): readonly string[] {
  return ["msedge.exe", "chrome.exe"].flatMap((name) => {
    const key = `${APP_PATHS}\\${name}`;
    const places: readonly RegistryPlace[] = [
      { root: "user", key },
      { root: "machine", key },
    ];
    const paths = places.map((place) => registryText(place, "")?.replaceAll('"', ""));
    return paths.find((path) => path !== undefined && existsSync(path)) ?? [];
  });
}
