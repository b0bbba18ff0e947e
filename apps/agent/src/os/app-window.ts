import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

import type { OpenHow } from "./os.ts";

/** A browser that ends with an error within this did not open the window. */
const GIVE_UP_MS = 4_000;
/** A browser may end with an error and yet have handed the address on: so long its window has to show itself. */
const SHOWS_WITHIN_MS = 1_500;

export type AppWindow = OpenHow & {
  /** Paths of browsers that open a window without an address bar, the best first. */
  readonly browsers: readonly string[];
  readonly flags?: readonly string[];
  /** When none of them does. */
  readonly otherwise: () => void;
};

/**
 * Opens an address as an app window: with a profile of its own, so that it is a window of its own and knows nothing of the person's
 * browsing; then without, as some tools that sit between refuse that; then by the next browser.
 */
export async function openAppWindow(address: string, window: AppWindow): Promise<void> {
  const common = [
    `--app=${address}`,
    "--window-size=480,640",
    "--no-first-run",
    "--no-default-browser-check",
  ];
  for (const browser of window.browsers) {
    for (const profile of [[`--user-data-dir=${window.profileFolder}`], []]) {
      const came = await start(browser, [...common, ...profile, ...(window.flags ?? [])]);
      if (came === "started") return;
      if (came === "failed" && window.isOpen !== undefined) {
        await sleep(SHOWS_WITHIN_MS);
        if (window.isOpen()) return;
      }
    }
  }
  window.otherwise();
}

/** A browser that is at work already takes the address over and ends well at once. */
function start(browser: string, argv: readonly string[]): Promise<"started" | "failed" | "missing"> {
  return new Promise((resolve) => {
    const child = spawn(browser, argv, { detached: true, stdio: "ignore" });
    const patience = setTimeout(resolve, GIVE_UP_MS, "started").unref();
    child.once("error", () => {
      clearTimeout(patience);
      resolve("missing");
    });
    child.once("exit", (code) => {
      clearTimeout(patience);
      resolve(code === 0 ? "started" : "failed");
    });
    child.unref();
  });
}
