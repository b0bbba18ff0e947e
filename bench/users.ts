import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

import { TOKEN_HEADER } from "@cfa/contract/sign-in";

/* Many people at once, each looking at a page for a while, or asking again as soon as the last answer is there. */

/** One page as a person opens it: its requests go out together. */
export type PageOf = { name: string; paths: () => string[] };

export type Timing = { name: string; asked: number; p50: number; p95: number; p99: number; max: number };

/** So many people go through the pages for so long. Milliseconds by page, from the first request out to the last answer in. */
export async function manyUsers(options: {
  url: string;
  token: string;
  users: number;
  seconds: number;
  /** So long everybody looks at a page, give or take a half; 0: the server is never left alone. */
  lookSeconds: number;
  pages: readonly PageOf[];
}): Promise<Timing[]> {
  const { users, seconds, lookSeconds, pages } = options;
  const took = new Map<string, number[]>(pages.map(({ name }) => [name, []]));
  const agent = new Agent({ keepAlive: true, maxSockets: users * 4 });
  const until = performance.now() + seconds * 1000;
  const person = async (at: number): Promise<void> => {
    await sleep(Math.random() * lookSeconds * 1000);
    for (let turn = at; performance.now() < until; turn++) {
      const page = pages[turn % pages.length];
      if (page === undefined) return;
      const begun = performance.now();
      await Promise.all(page.paths().map((path) => get({ ...options, agent, path })));
      took.get(page.name)?.push(performance.now() - begun);
      if (lookSeconds > 0) await sleep((0.5 + Math.random()) * lookSeconds * 1000);
    }
  };
  await Promise.all(Array.from({ length: users }, (_, at) => person(at)));
  agent.destroy();
  return [...took].map(([name, list]) => timing(name, list));
}

/** What a list of milliseconds comes to. */
export function timing(name: string, list: readonly number[]): Timing {
  const sorted = list.toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  return { name, asked: list.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

function get(ask: { url: string; token: string; agent: Agent; path: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${ask.token}`, "accept-encoding": "gzip" };
    const asked = request(new URL(ask.path, ask.url), { agent: ask.agent, headers }, (response) => {
      const { statusCode } = response;
      response.resume();
      response.once("end", () =>
        statusCode === 200 ? resolve() : reject(new Error(`${ask.path} answered ${statusCode}`)),
      );
    });
    asked.once("error", reject);
    asked.end();
  });
}

/** Signs in as the demo's owner; answers the bearer token. */
export async function signInAsOwner(url: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/demo`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ role: "owner" }),
  });
  const token = response.headers.get(TOKEN_HEADER);
  if (token === null) throw new Error(`sign-in answered ${response.status}`);
  return token;
}
