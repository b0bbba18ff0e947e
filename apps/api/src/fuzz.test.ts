import { gzipSync } from "node:zlib";

import type { ApiError } from "@cfa/contract/errors";
import { HASH_HEADER, LEASE_HEADER, SYNC_PATH } from "@cfa/contract/sync";
import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";

import {
  anyJson,
  EXTRA_KEYS,
  HOSTILE_BODIES,
  HOSTILE_PATHS,
  HOSTILE_VALUES,
  spoilt,
  withExtraKey,
} from "./test-hostile-input.ts";
import { everyRoute, type Route } from "./test-routes.ts";
import { sampleOf, type Sample } from "./test-sample-input.ts";
import { textOf } from "./test-server.ts";
import { startTwoCompanies, type TwoCompanies } from "./test-two-companies.ts";

/*
 * Every input that the OpenAPI document knows of, spoilt in every place: it is refused with a sentence or taken as what it
 * says, and never an accident of ours (5xx). A quick run tries a few values in each place, a long one all of them and chance.
 */

const LONG = process.env["CFA_TEST_LONG"] === "1";
const VALUES_A_PLACE = LONG ? HOSTILE_VALUES.length : 2;
const CHANCES = LONG ? 300 : 3;

vi.setConfig({ testTimeout: LONG ? 600_000 : 120_000 });

let world: TwoCompanies;

beforeAll(async () => {
  world = await startTwoCompanies();
});
beforeEach(() => world.setRole("owner"));
afterAll(() => world.close());

// What removes things comes last, so that there is something to aim at until then.
const routes = (await everyRoute()).toSorted(
  (a, b) => Number(a.method === "DELETE") - Number(b.method === "DELETE"),
);
const withBody = routes.filter(({ body }) => body !== undefined);

/** The token that gets furthest. What anyone may do is tried without, so that no session ends by it. */
function tokenFor(route: Route): string {
  if (route.access?.who === "agent") return world.bindusKey;
  return route.access?.who === "anyone" ? "" : world.bindusPerson;
}

const right = (route: Route): Sample => sampleOf(route, (kind) => world.bindus(kind));

type Sent = { path?: string; body?: Uint8Array | string; headers?: Record<string, string> };

/** Sends a body as it is; answers the status. */
async function send(route: Route, sent: Sent): Promise<number> {
  return (await answerTo(route, sent)).status;
}

async function answerTo(route: Route, sent: Sent, again = false): Promise<{ status: number; text: string }> {
  const sample = right(route);
  const answered = await fetch(world.server.url + (sent.path ?? sample.path), {
    method: route.method,
    headers: {
      ...sample.headers,
      ...(sent.body === undefined ? {} : { "content-type": "application/json", ...hash(sent.body) }),
      authorization: `Bearer ${tokenFor(route)}`,
      ...sent.headers,
    },
    ...(sent.body === undefined
      ? {}
      : { body: typeof sent.body === "string" ? sent.body : new Uint8Array(sent.body) }),
  }).catch((error: unknown) => {
    // Who is sending too much may find the line closed before the answer could be read.
    if (size(sent.body) > 16_000 && error instanceof TypeError) return null;
    // Or that of the one before it.
    if (error instanceof TypeError && !again) return answerTo(route, sent, true);
    throw error;
  });
  if (!(answered instanceof Response)) return answered ?? { status: 413, text: "" };
  return { status: answered.status, text: await textOf(answered) };
}

const size = (body: Uint8Array | string | undefined): number => body?.length ?? 0;

/** A batch says beside itself what it is. */
const hash = (body: Uint8Array | string) => ({
  [HASH_HEADER]: createHash("sha256").update(body).digest("hex"),
  [LEASE_HEADER]: "1",
});

const each = withBody.map((route) => [route.key, route] as const);

test.each(each)("%s refuses what it cannot use", async (key, route) => {
  const { body } = right(route);
  const accidents: object[] = [];
  const tried = async (place: string, value: unknown, sent: unknown): Promise<void> => {
    const status = await send(route, { body: JSON.stringify(sent) });
    if (status >= 500) accidents.push({ place, value: brief(value), status, why: why() });
  };
  let turn = key.length;
  for (const { what: place } of spoilt(body, null)) {
    for (let count = 0; count < VALUES_A_PLACE; count++) {
      const value = HOSTILE_VALUES[turn++ % HOSTILE_VALUES.length];
      await tried(place, value, [...spoilt(body, value)].find(({ what }) => what === place)?.value);
    }
  }
  for (const value of anyJson(key.length, CHANCES)) await tried("body", value, value);
  expect(accidents).toEqual([]);
});

test.each(each)("%s takes no key that it does not know", async (_, route) => {
  const taken: object[] = [];
  for (const extra of LONG ? EXTRA_KEYS : EXTRA_KEYS.slice(0, 3).concat("__proto__")) {
    for (const { what, json } of withExtraKey(right(route).body, route.body ?? {}, extra)) {
      const { status, text } = await answerTo(route, { body: json });
      if (status !== 422 || !saysOf(text, UNKNOWN_KEY)) taken.push({ what, status, text });
    }
  }
  expect(taken).toEqual([]);
});

test("no route takes a body that is not what it asks for", async () => {
  const taken: object[] = [];
  for (const route of withBody) {
    for (const { what, body, headers } of HOSTILE_BODIES) {
      const status = await send(route, { body, ...(headers === undefined ? {} : { headers }) });
      const wellDone = isRefusal(status) || (status === 200 && takesNothing(route, body));
      if (!wellDone) taken.push({ route: route.key, what, status });
    }
  }
  expect(taken).toEqual([]);
});

test("a question is answered or refused whatever it asks for", async () => {
  const texts = HOSTILE_VALUES.filter(
    (value) => typeof value === "string" && value.length < 5_000,
  ) as string[];
  const accidents: object[] = [];
  let turn = 0;
  for (const route of routes) {
    for (const { name } of route.parameters.filter((one) => one.in === "query")) {
      for (let count = 0; count < Math.min(VALUES_A_PLACE, texts.length); count++) {
        const text = texts[turn++ % texts.length] ?? "";
        const status = await send(route, { path: withQuery(right(route).path, name, text) });
        if (status >= 500) accidents.push({ route: route.key, name, text, status, why: why() });
      }
    }
  }
  expect(accidents).toEqual([]);
});

test("a question that nobody knows is refused", async () => {
  const taken: object[] = [];
  for (const route of routes.filter((one) => one.method === "GET" && one.path.includes("{companyId}"))) {
    const status = await send(route, { path: withQuery(right(route).path, "company_id", "1") });
    if (status === 200 && !route.path.endsWith("refused.csv")) taken.push({ route: route.key, status });
  }
  expect(taken).toEqual([]);
});

test("an address is answered or refused whatever stands in it", async () => {
  const accidents: object[] = [];
  for (const route of routes) {
    for (const [, name] of route.path.matchAll(/\{(\w+)\}/g)) {
      const around = right({ ...route, path: route.path.replace(`{${name}}`, "<>") }).path;
      for (const text of LONG ? HOSTILE_PATHS : HOSTILE_PATHS.slice(0, 4)) {
        const status = await send(route, { path: around.replace("<>", text) });
        if (status >= 500) accidents.push({ route: route.key, name, text, status, why: why() });
      }
    }
  }
  expect(accidents).toEqual([]);
});

test("more than may come in is cut off, packed or not", async () => {
  const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 32));
  expect(bomb.length).toBeLessThan(1024 * 1024);
  const statuses: object[] = [];
  for (const route of withBody) {
    const tooMuch = "x".repeat((isSync(route) ? 9 : 2) * 1024 * 1024);
    statuses.push({ route: route.key, status: await send(route, { body: `{"x":"${tooMuch}"}` }) });
  }
  for (const route of withBody.filter(isSync).slice(0, LONG ? undefined : 2)) {
    const status = await send(route, { body: bomb, headers: { "content-encoding": "gzip" } });
    statuses.push({ route: route.key, status });
  }
  expect(statuses).toEqual(statuses.map((one) => ({ ...one, status: 413 })));
});

// Last, as it does what it asks for.
test("what was spoilt here has a right shape otherwise", async () => {
  const wrong: object[] = [];
  for (const route of withBody) {
    const { status, text } = await answerTo(route, { body: JSON.stringify(right(route).body) });
    if (status === 401 || status >= 500 || saysOf(text, WRONG_SHAPE))
      wrong.push({ route: route.key, status, text });
  }
  expect(wrong).toEqual([]);
});

const WRONG_SHAPE = /^The (value of .*|body|request) is not right/;
const UNKNOWN_KEY = /Unrecognized key/;
/** Whether an answer is a refusal that says so. */
function saysOf(text: string, said: RegExp): boolean {
  return text.startsWith('{"code"') && said.test((JSON.parse(text) as ApiError).message);
}

const isSync = (route: Route): boolean => route.path.startsWith(SYNC_PATH);
const isRefusal = (status: number): boolean => status >= 400 && status < 500;

/** A route that needs nothing of its body does without one, or with an object that says nothing. */
const takesNothing = (route: Route, body: Uint8Array | string): boolean =>
  (route.body?.required ?? []).length === 0 && (body === "" || body === "{}");

function withQuery(path: string, name: string, text: string): string {
  const url = new URL(path, "http://127.0.0.1");
  url.searchParams.set(name, text);
  return url.pathname + url.search;
}

/** What the log says of the last accident. */
function why(): string {
  const line = world.server.logLines.findLast((one) => one.includes('"err"')) ?? "{}";
  return (JSON.parse(line) as { err?: { message?: string } }).err?.message ?? "";
}

function brief(value: unknown): string {
  return (JSON.stringify(value) ?? "").slice(0, 60);
}
