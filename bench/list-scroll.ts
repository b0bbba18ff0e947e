import type { CDPSession, Page } from "playwright-core";

/* A long list in a real browser, scrolled as a finger does it and looked at in every frame. */

/** How a list was while it was scrolled. */
export type Scrolled = {
  frames: number;
  /** Frames in which a part of the list's place in the window had no row. */
  blank: number;
  /** Pictures of what was on the screen, and those of them with a gap between rows. */
  pictures: number;
  blankPictures: number;
  /** Milliseconds from frame to frame. */
  p50: number;
  p95: number;
  max: number;
};

export type Held = { heapMb: number; nodes: number };

/** What is looked for in the page: where the rows of a list should be, and what each frame was like. */
const WATCH = `
window.frames = { blank: 0, times: [], isOn: false };
window.scrollerOf = (row) => {
  let node = document.querySelector(row);
  while (node && !/auto|scroll/.test(getComputedStyle(node).overflowY)) node = node.parentElement;
  return node;
};
window.listOf = (row) => document.querySelector(row).closest('[role="list"]') ?? document.querySelector(row).parentElement.parentElement;
window.watchFrames = (row) => {
  const seen = (window.frames = { blank: 0, times: [], isOn: true });
  const scroller = window.scrollerOf(row);
  let list = window.listOf(row);
  const look = (time) => {
    if (!seen.isOn) return;
    seen.times.push(time);
    const shown = scroller.getBoundingClientRect();
    const place = list.getBoundingClientRect();
    const x = place.left + place.width / 3;
    const to = Math.min(shown.bottom, place.bottom) - 8;
    for (let y = Math.max(shown.top, place.top) + 8; y < to; y += 50) {
      const hit = document.elementsFromPoint(x, y);
      if (hit.length > 0 && hit.some((node) => node === list) && !hit.some((node) => node.closest(row))) {
        seen.blank += 1;
        break;
      }
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};
window.showPlain = (row, count) => {
  const rows = [...document.querySelectorAll(row)].map((one) => one.closest('[role="listitem"]') ?? one);
  const list = window.listOf(row);
  list.replaceChildren(...Array.from({ length: count }, (_, at) => rows[at % rows.length].cloneNode(true)));
  list.scrollIntoView();
};
`;

/** Makes a page tell what `scroll` and `held` ask for; before it is opened. */
export async function watchLists(page: Page): Promise<void> {
  await page.addInitScript(WATCH);
}

/** Scrolls by so many pixels at so many a second, upwards where negative. */
export async function scroll(
  page: Page,
  options: { row: string; pixels: number; speed: number; isFilmed?: boolean },
): Promise<Scrolled> {
  const { row, pixels, speed, isFilmed = false } = options;
  const browser = await page.context().newCDPSession(page);
  const pictures = isFilmed ? await filmed(browser) : null;
  await page.evaluate(`watchFrames(${JSON.stringify(row)})`);
  const window = page.viewportSize() ?? { width: 0, height: 0 };
  await browser.send("Input.synthesizeScrollGesture", {
    x: Math.round(window.width * 0.6),
    y: Math.round(window.height / 2),
    yDistance: -pixels,
    speed,
    gestureSourceType: "mouse",
  });
  const { blank, times } = await page.evaluate<{ blank: number; times: number[] }>(
    "(frames.isOn = false, frames)",
  );
  const film = (await pictures?.end()) ?? [];
  const blankPictures = await gapsIn(page, { row, film });
  await browser.detach();
  const gaps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
  const sorted = gaps.toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  return {
    frames: times.length,
    blank,
    pictures: film.length,
    blankPictures,
    p50: at(0.5),
    p95: at(0.95),
    max: at(1),
  };
}

/** What a page holds once all that is no longer needed has been given up. */
export async function held(page: Page): Promise<Held> {
  const browser = await page.context().newCDPSession(page);
  await browser.send("HeapProfiler.enable");
  for (let time = 0; time < 3; time++) await browser.send("HeapProfiler.collectGarbage");
  const { usedSize } = await browser.send("Runtime.getHeapUsage");
  const nodes = await page.evaluate<number>("document.querySelectorAll('*').length");
  await browser.detach();
  return { heapMb: Number((usedSize / 1_048_576).toFixed(1)), nodes };
}

/** Pictures of what the screen shows, as the browser puts them there: also where the page itself is late. */
async function filmed(browser: CDPSession): Promise<{ end: () => Promise<string[]> }> {
  const film: string[] = [];
  const take = ({ data, sessionId }: { data: string; sessionId: number }): void => {
    film.push(data);
    void browser.send("Page.screencastFrameAck", { sessionId }).catch(() => undefined);
  };
  browser.on("Page.screencastFrame", take);
  await browser.send("Page.startScreencast", { format: "jpeg", quality: 40, everyNthFrame: 1 });
  return {
    async end() {
      await browser.send("Page.stopScreencast");
      browser.off("Page.screencastFrame", take);
      return film;
    },
  };
}

/** The longest stretch of a picture without ink, in pixels of the page. */
const LOOK = `
window.gapIn = async ({ picture, place, width }) => {
  const bytes = Uint8Array.from(atob(picture), (one) => one.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
  const scale = image.width / width;
  const ink = new OffscreenCanvas(image.width, image.height).getContext("2d");
  ink.drawImage(image, 0, 0);
  const from = Math.round(place.top * scale);
  const wide = Math.round((place.right - place.left) * scale);
  const tall = Math.min(image.height, Math.round(place.bottom * scale)) - from;
  const { data } = ink.getImageData(Math.round(place.left * scale), from, wide, tall);
  let empty = 0;
  let longest = 0;
  for (let y = 0; y < tall; y++) {
    let least = 255;
    let most = 0;
    for (let at = y * wide * 4; at < (y + 1) * wide * 4; at += 8) {
      least = Math.min(least, data[at + 1]);
      most = Math.max(most, data[at + 1]);
    }
    empty = most - least < 40 ? empty + 1 : 0;
    longest = Math.max(longest, empty);
  }
  return longest / scale;
};
`;

/**
 * How many pictures have a gap where rows should be: a stretch of the list's left half as high as one and a half of its rows, with no ink in it. The
 * pictures are looked at by a page of their own.
 */
async function gapsIn(page: Page, { row, film }: { row: string; film: readonly string[] }): Promise<number> {
  const place = await page.evaluate<{
    left: number;
    right: number;
    top: number;
    bottom: number;
    high: number;
  }>(
    `(() => {
      const rows = [...document.querySelectorAll(${JSON.stringify(row)})].map((one) => one.getBoundingClientRect());
      const shown = scrollerOf(${JSON.stringify(row)}).getBoundingClientRect();
      const high = Math.max(...rows.map((one) => one.height));
      return { left: rows[0].left + 8, right: rows[0].left + rows[0].width / 2, top: shown.top, bottom: shown.bottom, high };
    })()`,
  );
  const { width } = page.viewportSize() ?? { width: 0 };
  const looker = await page.context().newPage();
  await looker.evaluate(LOOK);
  let gaps = 0;
  for (const picture of film) {
    const gap = await looker.evaluate<number>(`gapIn(${JSON.stringify({ picture, place, width })})`);
    if (gap > place.high * 1.5) gaps += 1;
  }
  await looker.close();
  return gaps;
}
