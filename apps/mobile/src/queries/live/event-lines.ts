import { baseUrl } from "../../platform/base-url";
import { streamFetch } from "../../platform/stream-fetch";
import { readToken } from "../../platform/token-store";
import { failureOf } from "../failure";
import { eventReader } from "./event-reader";

type Asked = {
  readonly path: string;
  readonly body?: unknown;
  readonly signal: AbortSignal;
  /** A line on which nothing comes for so long, not even that it is alive, is lost: it is hung up. */
  readonly silenceMillis: number;
};

/** The data of each server-sent event of an answer, as it comes, by the session of this device. Throws an `ApiFailure` for a refusal. */
export async function* eventLines({ path, body, signal, silenceMillis }: Asked): AsyncGenerator<string> {
  const line = new AbortController();
  const hangUp = (): void => line.abort();
  signal.addEventListener("abort", hangUp);
  let silence = setTimeout(hangUp, silenceMillis);
  try {
    for await (const piece of piecesOf({ path, body, signal: line.signal })) {
      clearTimeout(silence);
      silence = setTimeout(hangUp, silenceMillis);
      yield* piece;
    }
  } finally {
    clearTimeout(silence);
    signal.removeEventListener("abort", hangUp);
  }
}

/** The events that each piece of an answer ends. */
async function* piecesOf({ path, body, signal }: Omit<Asked, "silenceMillis">): AsyncGenerator<string[]> {
  const token = await readToken();
  const answer = await streamFetch(baseUrl() + path, {
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    headers: {
      accept: "text/event-stream",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    signal,
  });
  if (!answer.ok) throw failureOf({ status: answer.status, body: await answer.text(), requestId: null });
  const reader = answer.body?.getReader();
  const [read, decoder] = [eventReader(), new TextDecoder()];
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read())
    yield read(decoder.decode(piece.value, { stream: true }));
}
