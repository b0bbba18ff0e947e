import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

import { beginning, dirtied, encodeAnswer, type Encoding } from "./encoding.ts";
import type { Settings } from "./settings.ts";

/** How one answer ends early: the connection is cut, or the answer simply stops and its HTTP is whole. */
export type EarlyEnd = { readonly how: "cut" | "stop"; readonly afterBytes: number };

export type Sent = { readonly bytes: number; readonly end: "answered" | "cut" | "broken" };

const PIECE_LENGTH = 32_768;
const SHORTEST_SLEEP_MS = 4;

/**
 * Sends an answer in pieces and waits while the reader is behind, so that memory stays flat whatever its size. A piece
 * of an answer's source counts as an object for the latency.
 */
export async function sendAnswer(
  response: ServerResponse,
  pieces: Iterable<string>,
  of: { encoding: Encoding; settings: Settings; earlyEnd: EarlyEnd | undefined },
): Promise<Sent> {
  const { encoding, settings, earlyEnd } = of;
  const { dirt, latency } = settings;
  const charset = encoding.isWide ? "utf-16" : "utf-8";
  response.writeHead(200, { "Content-Type": `text/xml;charset=${charset}` });
  const isPlain = dirt.lineEnds === "crlf" && !dirt.rawControls;
  let bytes = 0;
  let owedMs = 0;
  let text = beginning(dirt, encoding);

  /** Sends what has gathered; false when nothing more is to be sent. */
  const flush = async (): Promise<Sent["end"] | undefined> => {
    let piece = encodeAnswer(text, encoding);
    text = "";
    const left = earlyEnd === undefined ? piece.length : earlyEnd.afterBytes - bytes;
    const isLast = piece.length > left;
    if (isLast) piece = piece.subarray(0, Math.max(0, left));
    bytes += piece.length;
    owedMs += (piece.length / 1_048_576) * latency.perMegabyteMs;
    if (owedMs >= SHORTEST_SLEEP_MS) {
      await sleep(owedMs);
      owedMs = 0;
    }
    if (response.destroyed) return "broken";
    if (!isLast) return (await written(response, piece)) ? undefined : "broken";
    if (earlyEnd?.how === "stop") response.end(piece);
    else response.write(piece, () => response.destroy());
    return "cut";
  };
  for (const piece of pieces) {
    text += isPlain ? piece : dirtied(piece, dirt);
    owedMs += latency.perObjectMs;
    if (text.length < PIECE_LENGTH && owedMs < SHORTEST_SLEEP_MS) continue;
    const end = await flush();
    if (end !== undefined) return { bytes, end };
  }
  const end = await flush();
  if (end !== undefined) return { bytes, end };
  response.end();
  return { bytes, end: "answered" };
}

/** Writes a piece and waits until the reader has taken it; false when the reader has gone. */
async function written(response: ServerResponse, piece: Buffer): Promise<boolean> {
  if (response.write(piece)) return true;
  await new Promise<void>((resolve) => {
    const goOn = (): void => {
      response.off("drain", goOn).off("close", goOn);
      resolve();
    };
    response.once("drain", goOn).once("close", goOn);
  });
  return !response.destroyed;
}
