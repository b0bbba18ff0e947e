import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Page } from "playwright-core";

import type { Visit } from "./visits.ts";

/* The pictures in docs: one of each route and of what has a picture of its own there, on a phone and on a desktop, with an index. `npm run screens` renews them. */

const folder = join(dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url))))), "docs", "screens");
const HIGHEST = { phone: 1_500, desktop: 1_300 };
const QUALITY = 0.8;

export type KeptPictures = {
  /** Takes the picture of the first visit to a route; of what else is visited there, only what has a picture of its own. */
  take(page: Page, visit: Visit): Promise<void>;
  /** Writes the index over all that was taken. */
  finish(): void;
};

type Taken = { readonly route: string; readonly title: string; readonly files: string[] };

const taken = new Map<string, Taken>();

/** Begins with nothing: pictures of routes that are gone do not stay. */
export function emptyPictures(): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
}

/** What one screen adds to the pictures. */
export function keptPictures(screen: "phone" | "desktop"): KeptPictures {
  return {
    async take(page, visit) {
      const route = visit.picture ?? visit.route;
      const file = `${nameOf(route)}-${screen}.webp`;
      const before = taken.get(route);
      if (before?.files.includes(file) === true) return;
      const title = await titleOf(page);
      writeFileSync(join(folder, file), await webpOf(page, HIGHEST[screen]));
      taken.set(route, { route, title: before?.title ?? title, files: [...(before?.files ?? []), file] });
    },
    finish() {
      const lines = [...taken.values()]
        .toSorted((a, b) => a.route.localeCompare(b.route))
        .map(({ route, title, files }) => `| \`${route}\` | ${title} | ${files.map(linkTo).join(" · ")} |`);
      const head = [
        "# Screens",
        "",
        "Every page of the app, from the sample company, made by the browser tests: `npm run screens`.",
        "",
        "| route | heading | pictures |",
        "| --- | --- | --- |",
      ];
      writeFileSync(join(folder, "README.md"), `${[...head, ...lines].join("\n")}\n`);
    },
  };
}

function linkTo(file: string): string {
  return `[${file.replace(/^.*-|\.webp$/g, "")}](${file})`;
}

/** "/[companyId]/parties/[partyId]" is "parties-party", "/[companyId]/nudges?list=letters" is "nudges-letters". */
function nameOf(route: string): string {
  const parts = route.split(/\/|\?\w+=/).flatMap((part) => part.replace(/[[\]+]|Id\]$/g, "") || []);
  const [first, ...others] = parts;
  if (first === undefined) return "start";
  return first === "company" ? others.join("-") || "home" : parts.join("-");
}

async function titleOf(page: Page): Promise<string> {
  const heading = page.getByRole("heading").first();
  return (await heading.count()) === 0 ? "" : ((await heading.textContent()) ?? "");
}

/** The page down to its end or to so many pixels, in a form that is a quarter of a PNG: the browser itself can write it. */
async function webpOf(page: Page, highest: number): Promise<Buffer> {
  const window = page.viewportSize();
  if (window === null) throw new Error("a page without a window");
  const main = page.getByRole("main").last();
  const hidden = await main.evaluate(
    (node: { scrollHeight: number; clientHeight: number }) => node.scrollHeight - node.clientHeight,
  );
  await page.setViewportSize({
    ...window,
    height: Math.max(window.height, Math.min(window.height + hidden, highest)),
  });
  const png = (await page.screenshot()).toString("base64");
  await page.setViewportSize(window);
  const blank = await page.context().newPage();
  const url = await blank.evaluate<string>(`(async () => {
    const image = new Image();
    image.src = "data:image/png;base64,${png}";
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", ${QUALITY});
  })()`);
  await blank.close();
  return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
}
