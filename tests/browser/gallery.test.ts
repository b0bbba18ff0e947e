import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import type { RunningServer } from "@cfa/api/server";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { serveFolder } from "../../tools/gallery/serve-folder.ts";
import { expectAccessible } from "./accessible.ts";
import { builtApp, builtGallery, expectToFit, screensFolder, SCREENS } from "./app.ts";
import { openBrowser, type Browser } from "./chromium.ts";
import { SHORTENED_SUMS, SMALL_TARGETS, UNSEEN_FOCUS } from "./look-at.ts";
import { expectWholeText } from "./whole-text.ts";

/* Every component of the app in its states, looked at in each look of the app; and that people never get the page of it. */

const LONG = process.env["CFA_TEST_LONG"] === "1";
const BUILD_MILLIS = 600_000;
/** Higher than any section. */
const TALL = 3_200;
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const screens = screensFolder();
const mobile = join(root, "apps", "mobile", "src");
const COMPANY_ID = `cmp_${"g".repeat(26)}`;
/** Stands on the gallery's page and nowhere else. */
const GALLERY_TITLE =
  /GALLERY_TITLE = "([^"]+)"/.exec(readFileSync(join(mobile, "gallery", "made-up.ts"), "utf8"))?.[1] ?? "";

const LOOKS = SCREENS.flatMap((screen) =>
  [false, true].flatMap((dark) =>
    (["en", "hi"] as const).map((language) => ({
      ...screen,
      dark,
      language,
      look: `${screen.screen}-${dark ? "dark" : "light"}-${language}`,
    })),
  ),
);
/** A quick run sees each width, scheme and language once. */
const QUICK = ["phone-light-en", "desktop-dark-hi"];
const looks = LONG ? LOOKS : LOOKS.filter(({ look }) => QUICK.includes(look));

/** What the gallery has no section for, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  Shell: "stands around a navigator of its own; its side bar and bottom bar have sections",
  WithSwitching: "stands around the gallery itself and shows nothing until it is pressed",
  WithinCard: "tells what stands within a card, and is no picture",
};

let gallery: RunningServer;
let app: RunningServer;
let appFolder: string;

beforeAll(async () => {
  gallery = await serveFolder(await builtGallery());
  appFolder = await builtApp();
  app = await serveFolder(appFolder);
}, BUILD_MILLIS);

afterAll(async () => {
  await gallery.drain({ graceMs: 0 });
  await app.drain({ graceMs: 0 });
});

describe("the app that people get", () => {
  test("has no gallery at its addresses", async () => {
    const browser = await openBrowser({ width: 390, height: 844 });
    const page = await browser.context.newPage();
    for (const path of ["/gallery", `/gallery/${COMPANY_ID}`]) {
      await page.goto(app.url + path);
      await page.getByTestId("not-found").first().waitFor();
      expect(await page.getByText(GALLERY_TITLE).count()).toBe(0);
    }
    await browser.close();
  });

  test("holds nothing of the gallery in any file", async () => {
    expect(GALLERY_TITLE).not.toBe("");
    expect(holdersIn(appFolder)).toEqual([]);
    expect(holdersIn(await builtGallery())).not.toEqual([]);
  });
});

describe.each(looks)("$look", ({ look, width, height, dark, language }) => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const at = (more = ""): string => `${gallery.url}/gallery/${COMPANY_ID}?language=${language}${more}`;

  beforeAll(async () => {
    browser = await openBrowser({ width, height, dark });
    page = await browser.context.newPage();
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await open();
  });

  afterAll(() => browser.close());

  async function open(more = ""): Promise<void> {
    await page.goto(at(more));
    await page.getByRole("heading", { name: GALLERY_TITLE, includeHidden: true }).waitFor();
    await page.evaluate("document.fonts.ready");
    expect(await page.evaluate("document.documentElement.lang")).toBe(language);
  }

  const namesOf = (prefix: string): Promise<string[]> =>
    page
      .getByTestId(new RegExp(`^${prefix}[A-Z]`))
      .evaluateAll<string[], number, { getAttribute(name: string): string | null }>(
        (found, start) => found.map((node) => (node.getAttribute("data-testid") ?? "").slice(start)),
        prefix.length,
      );

  async function expectWell(): Promise<void> {
    await expectToFit(page);
    await expectWholeText(page);
    for (const script of [SHORTENED_SUMS, SMALL_TARGETS])
      expect.soft(await page.evaluate<string[]>(script)).toEqual([]);
    const text = await page.evaluate<string>("document.body.innerText");
    expect(text).not.toMatch(/undefined|\bNaN\b|\[object|=>/);
    await expectAccessible(page);
  }

  test("every component has a section, or a reason for none", async () => {
    const shown = new Set([...(await namesOf("gallery-")), ...(await namesOf("gallery-sheet-"))]);
    const all = componentsOf(join(mobile, "components"));
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter((name) => !shown.has(name) && !(name in LEFT_OUT))).toEqual([]);
    expect(Object.keys(LEFT_OUT).filter((name) => shown.has(name) || !all.includes(name))).toEqual([]);
  });

  test("every section is photographed, whole, large enough to press and readable", async () => {
    const picture = (name: string) =>
      page.getByTestId(`gallery-${name}`).screenshot({ path: join(screens, `gallery-${name}-${look}.png`) });
    const high: string[] = [];
    for (const name of await namesOf("gallery-")) {
      const box = await page.getByTestId(`gallery-${name}`).boundingBox();
      expect(box?.height, name).toBeLessThan(TALL);
      if ((box?.height ?? 0) > height) high.push(name);
      else await picture(name);
    }
    // The page scrolls inside the window, which grows for what is higher than it.
    await page.setViewportSize({ width, height: TALL });
    for (const name of high) await picture(name);
    await page.setViewportSize({ width, height });
    await expectWell();
  });

  test("what has the focus shows it", async () => {
    await page.keyboard.press("Tab"); // from now on the browser shows the focus
    expect(await page.evaluate<string[]>(UNSEEN_FOCUS)).toEqual([]);
    await page.screenshot({ path: join(screens, `gallery-focus-${look}.png`) });
  });

  test("every sheet is photographed, whole, large enough to press and readable", async () => {
    const names = await namesOf("gallery-sheet-");
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) {
      await open(`&sheet=${name}`);
      await page.getByRole("dialog").first().waitFor();
      await page.screenshot({ path: join(screens, `gallery-${name}-${look}.png`) });
      await expectWell();
    }
  });

  test("without a connection each read says so", async () => {
    await open("&offline");
    await page.getByTestId("offline-empty").first().waitFor();
    expect(await page.getByTestId("stale").count()).toBe(2);
    await page.getByTestId("gallery-ReadState").screenshot({
      path: join(screens, `gallery-offline-${look}.png`),
    });
    await expectWell();
  });

  test("the browser had nothing to complain about", () => {
    expect(complaints).toEqual([]);
  });
});

/** The files of a build that hold the gallery's title. */
function holdersIn(folder: string): string[] {
  return filesIn(folder).filter((path) => readFileSync(path).includes(GALLERY_TITLE));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** What the files of a folder export under a capital letter, but for types. */
function componentsOf(folder: string): string[] {
  return filesIn(folder)
    .filter((path) => path.endsWith(".tsx"))
    .flatMap((path) => [...readFileSync(path, "utf8").matchAll(/^export (?:function|const) ([A-Z]\w*)/gm)])
    .map(([, name = ""]) => name);
}
