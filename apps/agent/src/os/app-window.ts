import { spawn } from "node:child_process";

/** A browser that ends with an error within this did not open the window. */
const GIVE_UP_MS = 4_000;

export type AppWindow = {
  /** Paths of browsers that open a window without an address bar, the best first. */
  readonly browsers: readonly string[];
  readonly profileFolder: string;
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
      if (await isStarted(browser, [...common, ...profile, ...(window.flags ?? [])])) return;
    }
  }
  window.otherwise();
}

/** A browser that is at work already takes the address over and ends well at once. */
function isStarted(browser: string, argv: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(browser, argv, { detached: true, stdio: "ignore" });
    const patience = setTimeout(resolve, GIVE_UP_MS, true).unref();
    const end = (isWell: boolean): void => {
      clearTimeout(patience);
      resolve(isWell);
    };
    child.once("error", () => end(false));
    child.once("exit", (code) => end(code === 0));
    child.unref();
  });
}
