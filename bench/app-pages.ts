import { request } from "node:http";

import type { BrowserContext, Page } from "playwright-core";

import { timing, type Timing } from "./users.ts";

/* Pages of the app in a real browser: how long until their figures stand there, by the browser's own clock. */

const FIRST_FIGURE = '[data-testid="home-receivable-outstanding"], [data-testid="cash-available"]';

/** Tells in the page when a figure first stood there, and when the last click was. */
const WATCH = `
  window.lastClickAt = 0;
  addEventListener("click", () => { window.lastClickAt = performance.now(); }, true);
  window.shownAt = (selector) => new Promise((resolve) => {
    const look = () => document.querySelector(selector) ? resolve(performance.now()) : requestAnimationFrame(look);
    look();
  });
`;

export type FirstLoads = { readonly figure: Timing; readonly scripts: readonly string[] };

/**
 * The home of a signed-in person opened so many times with an empty cache and no reads kept on the device, with the processor slowed
 * down so many times: milliseconds from the navigation to the first figure, and the scripts that were loaded until then.
 */
export async function firstLoads(
  context: BrowserContext,
  options: { home: string; times: number; slowDown: number },
): Promise<FirstLoads> {
  const { home, times, slowDown } = options;
  const took: number[] = [];
  let scripts: string[] = [];
  // The first one is not counted: the server compresses its files then, and the database is cold.
  for (let time = 0; time <= times; time++) {
    const page = await context.newPage();
    const browser = await context.newCDPSession(page);
    await browser.send("Network.clearBrowserCache");
    await browser.send("Emulation.setCPUThrottlingRate", { rate: slowDown });
    await page.addInitScript(`localStorage.clear();${WATCH}`);
    await page.goto(home, { waitUntil: "commit" });
    const shownAt = await page.evaluate<number>(`shownAt(${JSON.stringify(FIRST_FIGURE)})`);
    scripts = await page.evaluate<string[]>(
      `performance.getEntriesByType("resource").filter((one) => one.name.endsWith(".js") && one.startTime < ${shownAt}).map((one) => one.name)`,
    );
    if (time > 0) took.push(shownAt);
    await page.close();
  }
  return { figure: timing(`first figure, slowed ${slowDown} times`, took), scripts };
}

/** What scripts weigh on the wire, in bytes, by the encodings that the server has. */
export async function weigh(scripts: readonly string[]): Promise<{ gzip: number; br: number }> {
  const sum = async (encoding: string): Promise<number> => {
    const sizes = await Promise.all(scripts.map((script) => bytesOf(script, encoding)));
    return sizes.reduce((total, bytes) => total + bytes, 0);
  };
  return { gzip: await sum("gzip"), br: await sum("br") };
}

const LATER_MILLIS = 5_000;

/** Milliseconds of each change of page: from the click until the page's own figure stands there, other parties and bills each time. */
export async function screenChanges(
  context: BrowserContext,
  options: { home: string; times: number; slowDown: number },
): Promise<Timing[]> {
  const page = await context.newPage();
  const browser = await context.newCDPSession(page);
  await page.addInitScript(WATCH);
  await page.goto(options.home);
  await page.getByTestId("home-receivable-outstanding").waitFor();
  // An open page asks for changes without end, so that its network is never idle: what comes later has come after so long.
  await page.waitForTimeout(LATER_MILLIS);
  await browser.send("Emulation.setCPUThrottlingRate", { rate: options.slowDown });
  const took = new Map<string, number[]>();
  const go = async (name: string, click: string, wanted: string): Promise<void> => {
    await page.locator(click).first().click();
    const millis = await page.evaluate<number>(
      `shownAt(${JSON.stringify(wanted)}).then((at) => at - lastClickAt)`,
    );
    took.set(name, [...(took.get(name) ?? []), millis]);
    await settled(page);
  };
  for (let time = 0; time < options.times; time++) {
    await go("parties", '[data-testid="nav-parties"]', '[data-testid="party-row-3"]');
    await go("party", `[data-testid="party-row-${time}"]`, '[data-testid="bill-row-0"]');
    await go("bill", '[data-testid="bill-row-0"]', '[data-testid="bill-open"]');
    await go("home", '[data-testid="nav-home"]', '[data-testid="home-receivable-outstanding"]');
    await go("cash", '[data-testid="home-to-cash"]', '[data-testid="cash-available"]');
    await go("to check", '[data-testid="nav-review"]', '[data-testid="exception-0"]');
    await go("sync", '[data-testid="nav-sync"]', '[data-testid="tie-out"]');
    await go("settings", '[data-testid="nav-settings"]', '[data-testid="sign-out"]');
  }
  await page.close();
  return [...took].map(([name, list]) => timing(name, list));
}

/** A person looks at a page before going on. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(500);
}

function bytesOf(url: string, encoding: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { "accept-encoding": encoding } }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => (bytes += chunk.length));
      response.once("end", () => resolve(bytes));
    });
    asked.once("error", reject);
    asked.end();
  });
}
