import { request as httpRequest, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

import { fail, ok, type Result } from "@cfa/values/result";

import type { TallyDocument } from "./document.ts";
import { classify, failure, sightOfError, type TallyFailure } from "./failures.ts";
import { createTallyReader } from "./read.ts";
import type { RecordSink } from "./record-reader.ts";
import type { TallyRequest } from "./request/envelope.ts";

/** How to reach Tally. */
export type TallyAddress = {
  readonly host: string;
  readonly port: number;
  /** Longest silence of Tally while it works or answers; 180 s when left out. */
  readonly timeoutMs?: number;
  /** Rest between two questions, in which Tally serves its own user; 120 ms when left out. */
  readonly pauseMs?: number;
};

/** Asks one thing. What the sink was told of an answer that then failed must be thrown away. */
export type Ask = (request: TallyRequest, sink: RecordSink) => Promise<Result<TallyDocument, TallyFailure>>;

const TIMEOUT_MS = 180_000;
/** An answer that trickles is given up after so many times the longest silence. */
const DEADLINE_FACTOR = 10;
const PROBE_MS = 5_000;

/** Sends one question after another, each after a rest, and judges the answer. */
export function createAsker(address: TallyAddress): Ask {
  const where = placeOf(address);
  const inTurn = createLine(address.pauseMs);
  let wasAnswered = false;
  return (request, sink) =>
    inTurn(async () => {
      const answer = await exchange(address, request, sink);
      // A question is to blame for a broken connection only if Tally was well just before it.
      const judged = judge(answer, request, { where, isBlamed: wasAnswered });
      wasAnswered = !("broken" in answer) && (judged.ok || judged.error.code !== "connection-lost");
      return judged;
    });
}

/** Does one thing after another with Tally, and rests between two. */
export function createLine(pauseMs = 120): <T>(work: () => Promise<T>) => Promise<T> {
  let line: Promise<unknown> = Promise.resolve();
  let readyAt = 0;
  const rested = async <T>(work: () => Promise<T>): Promise<T> => {
    const wait = readyAt - performance.now();
    if (wait > 0) await sleep(wait);
    try {
      return await work();
    } finally {
      readyAt = performance.now() + pauseMs;
    }
  };
  return (work) => {
    const turn = line.then(() => rested(work));
    line = turn.catch(() => undefined); // a caller's fault must not stop the next caller
    return turn;
  };
}

/** Sends a question and answers the bytes as they come; throws when the connection breaks. */
export async function post(address: TallyAddress, request: TallyRequest): Promise<AsyncIterable<Uint8Array>> {
  const timeoutMs = Math.min(address.timeoutMs ?? TIMEOUT_MS, request.timeoutMs ?? TIMEOUT_MS);
  return (await send({ ...address, timeoutMs }, bodyOf(request))) as AsyncIterable<Uint8Array>;
}

/** "127.0.0.1:9000". */
export function placeOf(address: TallyAddress): string {
  return `${address.host}:${address.port}`;
}

/** Whether anything at all answers a plain GET within a few seconds: behind a dialog Tally answers nobody. */
export async function probe(address: TallyAddress): Promise<boolean> {
  try {
    const timeoutMs = Math.min(address.timeoutMs ?? TIMEOUT_MS, PROBE_MS);
    const response = await send({ ...address, timeoutMs }, { method: "GET" });
    response.destroy();
    return true;
  } catch {
    return false;
  }
}

type Exchange =
  | { readonly read: ReturnType<ReturnType<typeof createTallyReader>["end"]> }
  | { readonly broken: unknown };

async function exchange(address: TallyAddress, request: TallyRequest, sink: RecordSink): Promise<Exchange> {
  const reader = createTallyReader(sink);
  let sinkFailed: { error: unknown } | undefined;
  try {
    for await (const piece of await post(address, request)) {
      try {
        if (!reader.write(piece)) break;
      } catch (error) {
        sinkFailed = { error };
        break;
      }
    }
  } catch (error) {
    return { broken: error };
  }
  if (sinkFailed !== undefined) throw sinkFailed.error;
  return { read: reader.end() };
}

type Sending = { readonly method: "GET" } | { readonly method: "POST"; type: string; body: Buffer };

/** UTF-16 is the safe one for Indian scripts (A1); UTF-8 is half as long. The answer follows the question. */
function bodyOf(request: TallyRequest): Sending {
  const isShort = request.encoding === "utf-8";
  return {
    method: "POST",
    type: `text/xml;charset=${isShort ? "utf-8" : "utf-16"}`,
    body: Buffer.from(request.xml, isShort ? "utf8" : "utf16le"),
  };
}

function send(address: TallyAddress, sending: Sending): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const timeoutMs = address.timeoutMs ?? TIMEOUT_MS;
    const request = httpRequest({
      // Tally listens on IPv4 only, and "localhost" may be ::1 (A1).
      host: address.host === "localhost" ? "127.0.0.1" : address.host,
      port: address.port,
      method: sending.method,
      path: "/",
      agent: false,
      timeout: timeoutMs,
      headers: {
        ...(sending.method === "GET"
          ? {}
          : { "Content-Type": sending.type, "Content-Length": sending.body.length }),
        Connection: "close",
      },
    });
    const giveUp = (why: string): void => {
      request.destroy(Object.assign(new Error(why), { code: "ETIMEDOUT" }));
    };
    const deadline = setTimeout(
      () => giveUp(`no whole answer within ${timeoutMs * DEADLINE_FACTOR} ms`),
      timeoutMs * DEADLINE_FACTOR,
    );
    request.once("close", () => clearTimeout(deadline));
    request.once("timeout", () => giveUp(`no answer within ${timeoutMs} ms`));
    request.once("response", (response) => {
      // A silence in the middle of the answer ends the answer with the same error.
      request.on("error", (error) => response.destroy(error));
      resolve(response);
    });
    request.once("error", reject);
    request.end(sending.method === "GET" ? undefined : sending.body);
  });
}

function judge(
  answer: Exchange,
  request: TallyRequest,
  { where, isBlamed }: { where: string; isBlamed: boolean },
): Result<TallyDocument, TallyFailure> {
  const about = { address: where, company: request.company };
  const because = (detail: string): string => `${request.about}: ${detail}`;
  if ("broken" in answer) {
    const sight = sightOfError(answer.broken);
    const code = classify(sight);
    const blame = code === "connection-lost" ? { isBlamed } : {};
    return fail(failure(code, { ...about, ...blame, detail: because(sight.errorText ?? "") }));
  }
  if (!answer.read.ok) {
    const { code: refusal, hasZeroBytes, message } = answer.read.error;
    return fail(failure(classify({ refusal, hasZeroBytes }), { ...about, detail: because(message) }));
  }
  const document = answer.read.value;
  const { kind, bytes, lineError, withoutGuid } = document;
  const fits = kind === "collection" || kind === "report" || (kind === "empty" && bytes > 0);
  if (fits && withoutGuid === 0) return ok(document);
  if (bytes === 0) {
    return fail(failure("connection-lost", { ...about, isBlamed, detail: because("an answer of 0 bytes") }));
  }
  const code = classify({
    kind,
    bytes,
    ...(lineError === undefined ? {} : { lineError }),
    ...(document.prompts === undefined ? {} : { prompts: document.prompts }),
  });
  const detail =
    code === "unexpected-answer" ? because(`${kind}, ${withoutGuid} objects without GUID`) : lineError;
  return fail(failure(code, { ...about, detail }));
}
