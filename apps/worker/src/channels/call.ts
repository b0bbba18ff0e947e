import { fieldsIn, parsed, type Fields } from "../read-fields.ts";
import type { Outcome } from "./channel.ts";

/** What is asked of a provider. `path` follows the host that the settings name; no host comes from anywhere else. */
export type Asked = {
  readonly baseUrl: string;
  readonly path: string;
  readonly method?: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly signal: AbortSignal;
  /** Of what is longer nothing is read. */
  readonly mostBytes?: number;
};

/**
 * What came of it. `answered`: with `json` null where it is no JSON object or too long. `not-sent`: the provider was not reached, so nothing can have
 * been done. `lost`: it may or may not have been done.
 */
export type Answer =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly head: Headers;
      readonly json: Fields | null;
    }
  | { readonly kind: "not-sent"; readonly code: string }
  | { readonly kind: "lost"; readonly code: string };

const MAX_ANSWER_BYTES = 256 * 1024;
const MAX_WAIT_SECONDS = 6 * 3_600;
const USUAL_WAIT_SECONDS = 60;

/** No connection came about. */
const NOT_REACHED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/**
 * Asks a provider over HTTP, once. No redirect is followed: keys and addresses go to the named host alone. Nothing is thrown, and no error of the network's is
 * passed on in words, because it may hold what was sent.
 */
export async function call({
  baseUrl,
  path,
  method = "POST",
  headers,
  body,
  signal,
  mostBytes = MAX_ANSWER_BYTES,
}: Asked): Promise<Answer> {
  if (signal.aborted) return { kind: "not-sent", code: "too-late" };
  try {
    const response = await fetch(baseUrl + path, {
      method,
      redirect: "manual",
      signal,
      headers: { accept: "application/json", ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const { status, headers: head } = response;
    if (status >= 300 && status < 400) {
      await response.body?.cancel();
      return { kind: "lost", code: "redirect" };
    }
    const text = await boundedText(response, mostBytes);
    return { kind: "answered", status, head, json: text === null ? null : fieldsIn(parsed(text)) };
  } catch (error) {
    const code = causeOf(error);
    if (NOT_REACHED.has(code)) return { kind: "not-sent", code: "not-reached" };
    return { kind: "lost", code: signal.aborted ? "no-answer" : "cut" };
  }
}

/** What a call that hands a message over comes to where there is no answer. */
export function outcomeUnanswered({ kind, code }: Exclude<Answer, { kind: "answered" }>): Outcome {
  return kind === "lost"
    ? { kind: "unknown", code }
    : { kind: "later", afterSeconds: USUAL_WAIT_SECONDS, code };
}

/** For how many seconds a provider asks to be left alone. Where it names a moment, its own clock says how far that is. */
export function waitSeconds(head: Headers, usual = USUAL_WAIT_SECONDS): number {
  const said = head.get("retry-after")?.trim() ?? "";
  const seconds = /^\d{1,9}$/.test(said)
    ? Number(said)
    : (Date.parse(said) - Date.parse(head.get("date") ?? "")) / 1_000;
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 1), MAX_WAIT_SECONDS) : usual;
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "";
}

async function boundedText(response: Response, mostBytes: number): Promise<string | null> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body ?? []) {
    length += piece.byteLength;
    if (length > mostBytes) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces, length).toString();
}
