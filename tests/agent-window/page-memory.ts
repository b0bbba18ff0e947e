import type { Page } from "playwright-core";

const KEPT = `JSON.stringify([
  { ...localStorage }, { ...sessionStorage }, document.cookie, location.href, document.documentElement.outerHTML,
  [...document.querySelectorAll("input")].map(({ value }) => value),
])`;

/**
 * What the page remembers, as one text: its heap after what is no longer used is thrown away, what the browser keeps for it, its fields
 * and its address.
 */
export async function pageMemory(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const parts: string[] = [];
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => parts.push(chunk));
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await session.detach();
  const kept = await page.evaluate(KEPT);
  return parts.join("") + String(kept);
}
