import type { Page } from "playwright-core";
import { expect } from "vitest";

/**
 * No text is cut off: neither by the box it is in, unless that may be scrolled or ends it with dots on purpose, nor by the edge of the window
 * or of a part that cannot be scrolled sideways.
 */
export async function expectWholeText(page: Page): Promise<void> {
  expect(await page.evaluate<string[]>(CUT_TEXTS)).toEqual([]);
}

const CUT_TEXTS = `(() => {
  const cut = [];
  const clips = (value) => value !== "visible";
  const scrolls = (value) => value === "auto" || value === "scroll";
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const words = text.textContent.trim();
    const own = text.parentElement;
    if (words === "" || own.closest("script, style, noscript, svg, [aria-hidden=true]")) continue;
    // Word by word: a space where a line breaks hangs over its end, and nothing is seen of it.
    const places = [...text.textContent.matchAll(/\\S+/g)].flatMap(({ 0: word, index }) => {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      return [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    });
    if (places.length === 0 || getComputedStyle(own).visibility === "hidden") continue;
    let isCut = false;
    let sideways = false;
    for (let box = own; box && !isCut; box = box.parentElement) {
      const style = getComputedStyle(box);
      const edge = box.getBoundingClientRect();
      // Hidden from sight and left for screen readers.
      if (edge.width <= 1 && edge.height <= 1) { sideways = true; break; }
      if (scrolls(style.overflowX) && box.scrollWidth > box.clientWidth + 1) sideways = true;
      if (!sideways && clips(style.overflowX)) isCut = places.some(({ left, right }) => right > edge.right + 1.5 || left < edge.left - 1.5);
      const dots = style.webkitLineClamp !== "none" || style.textOverflow === "ellipsis";
      if (box === own && clips(style.overflowY) && !scrolls(style.overflowY) && !dots) {
        isCut = isCut || box.scrollHeight > box.clientHeight + 2;
      }
    }
    if (!isCut && !sideways) isCut = places.some(({ left, right }) => right > innerWidth + 1.5 || left < -1.5);
    if (isCut) cut.push(words.slice(0, 80));
  }
  return cut;
})()`;
