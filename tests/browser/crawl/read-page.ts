import type { Page } from "playwright-core";

/* What a page says: every text, accessible name and typed value, with the place it stands at. */

export type Said = {
  readonly text: string;
  /** The nearest test ids, the innermost first. */
  readonly where: readonly string[];
  /** It stands inside a picture. */
  readonly isTick: boolean;
};

const QUIET_MILLIS = 350;
/** What is taken over into a program, letter by letter. */
const FOR_PROGRAMS = /^read-(?:address|example)$/;
const FOLDED =
  '[aria-expanded="false"], [data-testid$="-table"][aria-pressed="false"], [data-testid$="-table"][aria-checked="false"]';

/** Watches what a page asks of the API, and whether answers are still to come. */
export function watchRequests(page: Page): Requests {
  const pending = new Set<unknown>();
  const asked = new Map<string, Asked>();
  let last = Date.now();
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!url.pathname.startsWith("/api/") || request.headers()["accept"]?.includes("event-stream")) return;
    pending.add(request);
    last = Date.now();
    const method = request.method();
    const body = request.postData();
    asked.set(`${method} ${url.pathname}${url.search} ${body ?? ""}`, {
      method,
      path: `${url.pathname}${url.search}`,
      body,
    });
  });
  const done = (request: unknown): void => {
    if (pending.delete(request)) last = Date.now();
  };
  page.on("requestfinished", done);
  page.on("requestfailed", done);
  return {
    asked: () => [...asked.values()],
    forget: () => asked.clear(),
    isQuiet: () => pending.size === 0 && Date.now() - last > QUIET_MILLIS,
  };
}

export type Asked = { readonly method: string; readonly path: string; readonly body: string | null };
export type Requests = { asked(): Asked[]; forget(): void; isQuiet(): boolean };

/** Waits until nothing is asked for any more, nothing stands for what is to come, and the text no longer changes. */
export async function settle(page: Page, requests: Requests): Promise<void> {
  let before = "";
  for (let tries = 0; tries < 400; tries++) {
    const loading = await page.locator('[data-testid="loading"]:visible').count();
    const text = await page.evaluate<string>("document.body.innerText");
    if (requests.isQuiet() && loading === 0 && text === before && text.trim() !== "") return;
    before = text;
    await page.waitForTimeout(80);
  }
  throw new Error(`a page does not come to rest: ${page.url()}`);
}

/** Opens what is folded, and shows the table beside each picture; a few rounds, for what is folded within. */
export async function unfold(page: Page, requests: Requests, pressed: Set<string>): Promise<void> {
  for (let round = 0; round < 3; round++) {
    const folded = await page.locator(FOLDED).all();
    let isNew = false;
    for (const [at, one] of folded.entries()) {
      if (!(await one.isVisible().catch(() => false))) continue;
      const name = `${(await one.getAttribute("data-testid")) ?? ""}|${(await one.textContent()) ?? ""}|${at}`;
      if (pressed.has(name)) continue;
      pressed.add(name);
      isNew = true;
      await one.click();
    }
    if (!isNew) return;
    await settle(page, requests);
  }
}

/** Everything that is shown or said to a screen reader, but what only a program reads. */
export async function readTexts(page: Page): Promise<Said[]> {
  const said = await page.evaluate<Said[]>(`(${collect.toString()})()`);
  return said.filter(({ where }) => !FOR_PROGRAMS.test(where[0] ?? ""));
}

/* Runs in the browser. */
function collect(): { text: string; where: string[]; isTick: boolean }[] {
  type Node_ = {
    nodeType: number;
    nodeValue: string | null;
    textContent: string | null;
    childNodes: Iterable<Node_>;
    parentElement: Node_ | null;
    tagName: string;
    value?: string;
    getAttribute(name: string): string | null;
    checkVisibility(): boolean;
    closest(selector: string): Node_ | null;
  };
  const said: { text: string; where: string[]; isTick: boolean }[] = [];
  const whereOf = (node: Node_): string[] => {
    const where: string[] = [];
    for (let at: Node_ | null = node; at !== null && where.length < 4; at = at.parentElement) {
      const id = at.getAttribute("data-testid");
      if (id !== null) where.push(id);
    }
    return where;
  };
  // A date or a sum in a sentence that no line breaks is a part of the sentence.
  const isKeptWhole = (node: Node_): boolean =>
    node.nodeType === 1 &&
    /^span$/i.test(node.tagName) &&
    node.getAttribute("style") === "white-space: nowrap;";
  const visit = (node: Node_): void => {
    if (/^(script|style|noscript)$/i.test(node.tagName) || !node.checkVisibility()) return;
    let own = "";
    for (const child of node.childNodes) {
      if (child.nodeType === 3) own += child.nodeValue ?? "";
      else if (isKeptWhole(child)) own += child.textContent ?? "";
      else if (child.nodeType === 1) visit(child);
    }
    const labels = ["aria-label", "aria-valuetext", "placeholder", "title", "alt"].map((name) =>
      node.getAttribute(name),
    );
    const isInPicture = /^(?:text|tspan)$/i.test(node.tagName);
    for (const [at, text] of [own, ...labels, node.value].entries()) {
      if (typeof text !== "string" || text.trim() === "") continue;
      said.push({ text: text.trim(), where: whereOf(node), isTick: isInPicture && at === 0 });
    }
  };
  visit((globalThis as unknown as { document: { body: Node_ } }).document.body);
  return said;
}
