import { fail, ok, type Result } from "@cfa/values/result";

import type { UpdateFault } from "./troubles.ts";

export type Fault = { readonly code: UpdateFault; readonly detail: string };

export type Ask = {
  readonly headers?: Readonly<Record<string, string>>;
  /** So long nothing may come before the call is given up. */
  readonly idleMillis: number;
  readonly signal?: AbortSignal | undefined;
};

/** What answered: its status, and its body bit by bit. */
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  /** Hands on each piece until the end, or until `take` says false; true: it came to its end. */
  readonly read: (take: (piece: Uint8Array) => boolean) => Promise<Result<boolean, Fault>>;
};

/** Asks a server for a file. It is not led elsewhere: what comes from another address was not meant. */
export async function askServer(
  url: URL,
  { headers, idleMillis, signal }: Ask,
): Promise<Result<Answer, Fault>> {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(new Error("nothing came in time")), idleMillis);
  const both = signal === undefined ? ending.signal : AbortSignal.any([ending.signal, signal]);
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { "accept-encoding": "identity", ...headers },
      redirect: "manual",
      cache: "no-store",
      signal: both,
    });
  } catch (error) {
    clearTimeout(timer);
    return fail(networkFault(error));
  }
  const { status } = response;
  if (status >= 300 && status < 400 && status !== 304) {
    ending.abort();
    clearTimeout(timer);
    return fail({ code: "update-odd-answer", detail: `led elsewhere with ${status}` });
  }
  const read: Answer["read"] = async (take) => {
    try {
      for await (const piece of response.body ?? []) {
        timer.refresh();
        if (!take(piece)) return ok(false);
      }
      return ok(true);
    } catch (error) {
      return fail(networkFault(error));
    } finally {
      clearTimeout(timer);
    }
  };
  return ok({ status, headers: response.headers, read });
}

/** A whole small file; undefined: the server has none (404). */
export async function askForSmall(
  url: URL,
  { most, ...ask }: Ask & { most: number },
): Promise<Result<Uint8Array | undefined, Fault>> {
  const answer = await askServer(url, ask);
  if (!answer.ok) return answer;
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const read = await answer.value.read((piece) => {
    bytes += piece.length;
    pieces.push(piece);
    return bytes <= most;
  });
  if (!read.ok) return read;
  const { status } = answer.value;
  if (status === 404) return ok(undefined);
  if (status !== 200) return fail(statusFault(status));
  if (!read.value) return fail({ code: "update-odd-answer", detail: `more than ${most} bytes` });
  return ok(Buffer.concat(pieces));
}

/** What a status means that is not the wanted one. */
export function statusFault(status: number): Fault {
  const isForLater = status >= 500 || status === 429 || status === 408;
  return { code: isForLater ? "update-no-answer" : "update-odd-answer", detail: `it answered ${status}` };
}

/** `fetch failed` says nothing; the reason lies below it. */
function networkFault(error: unknown): Fault {
  const cause: unknown = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (code === "CERT_NOT_YET_VALID" || code === "CERT_HAS_EXPIRED") {
    return { code: "update-clock", detail: code };
  }
  return {
    code: "update-no-answer",
    detail: code || (cause instanceof Error ? cause.message : String(cause)),
  };
}
