import { ApiFailure, failureOf } from "./failure";

/** What an answer says of the file in it. */
export type FileHead = { name: string; type: string };

/** Where a file's bytes go on this device. */
export type Sink = { write(bytes: Uint8Array): void; close(): void };

/** As much of an answer as is read here: Expo's own fetch answers no `Response` of the browser's kind. */
type Answer = {
  ok: boolean;
  status: number;
  headers: { get(name: string): string | null };
  body: ReadableStream<Uint8Array> | null;
  text(): Promise<string>;
};

const PATIENCE_MILLIS = 60_000;

/**
 * Fetches a file piece by piece. `tell` hears of each new percent, where the server says how long the file is. Throws an
 * `ApiFailure` when the server refuses, is silent for a minute, or stops before the file is whole.
 */
export async function download(parts: {
  send: (signal: AbortSignal) => Promise<Answer>;
  open: (head: FileHead) => Sink;
  tell: (percent: number) => void;
}): Promise<FileHead> {
  const patience = startPatience();
  try {
    const answer = await parts.send(patience.signal).catch(unreachable);
    if (!answer.ok) {
      const body = await answer.text().catch(() => "");
      const requestId = answer.headers.get("x-request-id");
      throw failureOf({ status: answer.status, body, requestId });
    }
    const head = headOf(answer);
    const sink = parts.open(head);
    try {
      await pour(answer, { sink, tell: parts.tell, alive: patience.begin });
    } finally {
      sink.close();
    }
    return head;
  } finally {
    patience.end();
  }
}

async function pour(
  answer: Answer,
  to: { sink: Sink; tell: (percent: number) => void; alive: () => void },
): Promise<void> {
  const total = lengthOf(answer);
  let bytes = 0;
  let told = -1;
  const reader = answer.body?.getReader();
  for (;;) {
    const piece = await reader?.read().catch(unreachable);
    if (piece === undefined || piece.done) break;
    to.alive();
    to.sink.write(piece.value);
    bytes += piece.value.byteLength;
    const percent = total === null ? told : Math.min(100, Math.floor((bytes * 100) / Math.max(1, total)));
    if (percent !== told) to.tell(percent);
    told = percent;
  }
  if (total !== null && bytes !== total) throw new ApiFailure("unreachable", null);
}

/** How many bytes will come; null where that is not said, or said of the compressed form. */
function lengthOf({ headers }: Answer): number | null {
  const stated = headers.get("content-length");
  return stated === null || !/^\d{1,15}$/.test(stated) || headers.get("content-encoding")
    ? null
    : Number(stated);
}

function headOf({ headers }: Answer): FileHead {
  const type = headers.get("content-type")?.split(";")[0]?.trim() || "application/octet-stream";
  return { name: fileNameIn(headers.get("content-disposition") ?? ""), type };
}

/** The file's name as the server gives it (RFC 6266): what it is in any script before its plain form, and never a path. */
export function fileNameIn(disposition: string): string {
  const [, encoded] = /filename\*=UTF-8''([^;\s]+)/i.exec(disposition) ?? [];
  const [, plain] = /filename="([^"]*)"/i.exec(disposition) ?? [];
  return fileName(decoded(encoded) ?? plain ?? "");
}

/** A name under which any device keeps a file: no path, nothing that an address reads as something else, not hidden. */
export function fileName(text: string): string {
  return text.replaceAll(/[/\\:*?"<>|#%\p{Cc}]+/gu, "-").replace(/^[.\s]+/, "") || "file";
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function unreachable(): never {
  throw new ApiFailure("unreachable", null);
}

/** Gives up a server that is silent for too long; `begin` gives it its time anew. */
function startPatience() {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => clearTimeout(timer);
  const begin = () => {
    end();
    timer = setTimeout(() => controller.abort(), PATIENCE_MILLIS);
  };
  begin();
  return { signal: controller.signal, begin, end };
}
