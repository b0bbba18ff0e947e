import type { LocalDate } from "@cfa/values/local-date";
import type { Page } from "playwright-core";

import { derivedOf } from "./derived.ts";
import { unexplained } from "./explain.ts";
import { figuresOf } from "./figures.ts";
import { fixedIn, foreignWords, KEYS } from "./languages.ts";
import { readTexts, settle, unfold, type Asked, type Requests, type Said } from "./read-page.ts";
import type { Visit } from "./visits.ts";

/* One visit: the page as it stands, unfolded, after each press; all of its numbers held against the API's. */

export type Crawl = {
  readonly page: Page;
  readonly requests: Requests;
  readonly language: "en" | "hi";
  readonly asOf: LocalDate;
  /** Asks the API itself, past the browser. */
  ask(asked: Asked): Promise<unknown>;
  /** Called with each state that the page was read in. */
  look(visit: Visit, name: string): Promise<void>;
};

/** Everything that is wrong on a page, a line each. */
export async function crawlPage(crawl: Crawl, visit: Visit, open: () => Promise<void>): Promise<string[]> {
  const { page, requests } = crawl;
  requests.forget();
  await open();
  const problems: string[] = [];
  const said: Said[] = [];
  const pressed = new Set<string>();
  const read = async (name: string): Promise<void> => {
    await settle(page, requests);
    said.push(...(await readTexts(page)));
    await crawl.look(visit, name);
    await unfold(page, requests, pressed);
    said.push(...(await readTexts(page)));
  };
  await page.getByTestId(visit.ready).first().waitFor();
  await read(visit.name);
  for (const press of visit.press ?? []) {
    const target = page.getByTestId(press).first();
    if ((await target.count()) === 0) continue;
    await target.click();
    await read(`${visit.name}-${press}`);
  }
  const answers = await Promise.all(
    lastAsked(requests.asked())
      .filter(isRead)
      .map(async (asked) => ({ asked, answer: await crawl.ask(asked) })),
  );
  const answered = answers.map(({ answer }) => answer);
  const figures = figuresOf(answered, derivedOf(answers), crawl.asOf);
  const fixed = fixedIn(crawl.language);
  problems.push(...unexplained(said, { figures, asOf: crawl.asOf, now: Date.now(), fixed, keys: KEYS }));
  if (crawl.language === "hi") problems.push(...foreignWords(said, answered));
  return [...new Set(problems)];
}

/** Without what was asked for today before the same was asked for another day. */
function lastAsked(asked: readonly Asked[]): Asked[] {
  const onDays = new Set(asked.flatMap(({ path }) => (path.includes("asOf=") ? dayless(path) : [])));
  return asked.filter(({ path }) => path.includes("asOf=") || !onDays.has(path));
}

function dayless(path: string): string {
  return path.replace(/asOf=[\d-]+&?/, "").replace(/[?&]$/, "");
}

/** What reads: a call that changes nothing may be made once more by the test. */
function isRead({ method, path }: Asked): boolean {
  return method === "GET" || (method === "POST" && /\/(?:compute|preview)$/.test(path));
}
