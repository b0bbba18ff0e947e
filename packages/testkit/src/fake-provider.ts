import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

/* What providers on loopback have in common: they take what they are sent over real HTTP, and behave as badly as real ones may. */

/**
 * What befalls the next calls, one each. `taken-…`: what is asked is done, and the answer is lost. `hook-first`: its webhook comes before the answer. `…-429`:
 * with the moment until when as a date.
 */
export type ProviderMishap =
  | "429"
  | "dated-429"
  | "401"
  | "500"
  | "502-html"
  | "hangs"
  | "cut"
  | "not-json"
  | "empty"
  | "too-long"
  | "redirect"
  | "taken-500"
  | "taken-hangs"
  | "taken-cut"
  | "taken-not-json"
  | "hook-first"
  | "slow"
  | "very-slow";

/** A call as it came in. */
export type ProviderCall = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly head: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** When it came, in milliseconds. */
  readonly at: number;
};

export type FakeProvider = {
  readonly url: string;
  readonly calls: ProviderCall[];
  /** How many calls it has taken and lets wait for their answer. */
  held(): number;
  /** What befalls one of the calls to come: the next that begins with `to`, such as "POST /v1/payment_links"; left out: the next. */
  befall(mishap: ProviderMishap, to?: string): void;
  /** Where its webhooks go from now on; none is sent before. */
  hookTo(url: string): void;
  close(): Promise<void>;
};

/** A webhook as it goes over the wire. */
export type Hook = { readonly body: string; readonly headers: Readonly<Record<string, string>> };

/** How one of them answers: with a status and a body, and what its webhook says of it by and by. */
export type Answering = {
  answer(call: ProviderCall): { status: number; body: object; hooks?: (url: string) => Hook[] };
  /** How it refuses keys that are none of its own, and what it says of too much. */
  unauthorised: object;
  tooMuch: object;
};

const SLOW_MILLIS: Partial<Record<ProviderMishap, number>> = { slow: 150, "very-slow": 1_200 };
const RETRY_SECONDS = 7;

/** Starts one on a free port of 127.0.0.1. */
export async function startFakeProvider(answering: Answering): Promise<FakeProvider> {
  const calls: ProviderCall[] = [];
  const mishaps: { mishap: ProviderMishap; to: string }[] = [];
  let hookUrl: string | null = null;
  let held = 0;
  const tell = async (hooks: ((url: string) => Hook[]) | undefined): Promise<void> => {
    if (hookUrl === null || hooks === undefined) return;
    for (const hook of hooks(hookUrl)) await post(hookUrl, hook);
  };
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = await read(request);
    calls.push(call);
    const found = mishaps.findIndex(({ to }) => `${call.method} ${call.path}`.startsWith(to));
    const mishap = found < 0 ? undefined : mishaps.splice(found, 1)[0]?.mishap;
    if (mishap !== undefined && spoil(mishap, { request, response, answering })) return;
    const { status, body, hooks } = answering.answer(call);
    if (mishap === "hook-first") await tell(hooks);
    const slow = mishap && SLOW_MILLIS[mishap];
    if (slow !== undefined) {
      held++;
      await new Promise((resolve) => setTimeout(resolve, slow));
      held--;
    }
    if (mishap === "taken-hangs") return;
    if (mishap === "taken-cut") return void request.socket.destroy();
    if (mishap === "taken-500") return send(response, 500, {});
    if (mishap === "taken-not-json") return void response.end(JSON.stringify(body).slice(0, -3));
    send(response, status, body);
    if (mishap !== "hook-first") await tell(hooks);
  };
  const server = createServer((request, response) => void take(request, response).catch(() => undefined));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    held: () => held,
    befall: (mishap, to = "") => void mishaps.push({ mishap, to }),
    hookTo: (url) => void (hookUrl = url),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Spoiling = { request: IncomingMessage; response: ServerResponse; answering: Answering };

/** Whether that was all that came of the call. */
function spoil(mishap: ProviderMishap, spoiling: Spoiling): boolean {
  const spoiled = SPOILED[mishap];
  spoiled?.(spoiling);
  return spoiled !== undefined;
}

const SPOILED: Partial<Record<ProviderMishap, (spoiling: Spoiling) => void>> = {
  "429": ({ response, answering }) =>
    send(response, 429, answering.tooMuch, { "retry-after": String(RETRY_SECONDS) }),
  "dated-429": ({ response, answering }) =>
    send(response, 429, answering.tooMuch, { "retry-after": new Date(Date.now() + 120_000).toUTCString() }),
  "401": ({ response, answering }) => send(response, 401, answering.unauthorised),
  "500": ({ response }) => send(response, 500, {}),
  "502-html": ({ response }) =>
    void response
      .writeHead(502, { "content-type": "text/html" })
      .end("<html><title>Bad Gateway</title></html>"),
  "not-json": ({ response }) => void response.end('{"messages": [{"id": "'),
  empty: ({ response }) => void response.end(),
  "too-long": ({ response }) =>
    void response.end(JSON.stringify({ error: { code: 131_026, message: "x".repeat(1_000_000) } })),
  redirect: ({ response }) => void response.writeHead(307, { location: "http://127.0.0.1:9/steal" }).end(),
  cut: ({ request }) => void request.socket.destroy(),
  hangs: () => undefined,
};

function send(response: ServerResponse, status: number, body: object, headers: object = {}): void {
  response
    .writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers })
    .end(JSON.stringify(body));
}

async function post(url: string, { body, headers }: Hook): Promise<void> {
  await fetch(url, { method: "POST", body, headers }).then(
    (answer) => answer.arrayBuffer(),
    () => undefined,
  );
}

async function read(request: IncomingMessage): Promise<ProviderCall> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const bytes = Buffer.concat(pieces);
  const body = request.headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes;
  const url = new URL(request.url ?? "/", "http://fake");
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    head: request.headers as ProviderCall["head"],
    body: body.toString(),
    at: Date.now(),
  };
}
