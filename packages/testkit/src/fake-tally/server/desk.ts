import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

import { kindOfRequest, outcomeOf, type Asked } from "../answers/answer.ts";
import type { Tally } from "../answers/tally.ts";
import { readRequest } from "../request/read-request.ts";
import { decodeRequest, type Encoding } from "./encoding.ts";
import { createRequestLog, type LoggedRequest, type RequestLog } from "./request-log.ts";
import { sendAnswer, type EarlyEnd } from "./send.ts";

/** A request that is about to be answered. */
export type Arrival = { readonly kind: string; readonly company: string; readonly text: string };

export type ArrivalListener = (arrival: Arrival) => void | Promise<void>;

type About = Omit<LoggedRequest, "bytesOut" | "end">;

/** A dialog on the screen: its text, and the moment it is gone. */
type Dialog = { readonly text: string; readonly gone: Promise<void>; readonly dismiss: () => void };

/**
 * Where requests are answered one after another, as by a desktop program with one worker. A dialog on the screen
 * stops everything, a GET too, until it is dismissed.
 */
export class Desk {
  readonly log: RequestLog = createRequestLog();
  readonly #tally: Tally;
  readonly #onCrash: () => void;
  #line: Promise<unknown> = Promise.resolve();
  #dialog: Dialog | null = null;
  #nextEnd: EarlyEnd | undefined;
  #listener: ArrivalListener | null = null;
  /** Counts the starts of Tally: what an earlier one had under way is never answered. */
  #start = 0;

  constructor(tally: Tally, onCrash: () => void) {
    this.#tally = tally;
    this.#onCrash = onCrash;
  }

  /** Takes a request into the line. */
  serve(request: IncomingMessage, response: ServerResponse): void {
    const start = this.#start;
    this.#line = this.#line.then(() => this.#work(request, response, start)).catch(() => response.destroy());
  }

  /** The dialog on the screen; null when there is none. */
  get modal(): string | null {
    return this.#dialog?.text ?? null;
  }

  /** Puts a dialog on the screen. */
  openModal(text: string): void {
    if (this.#dialog !== null) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#dialog = { text, gone: promise, dismiss: resolve };
  }

  /** Somebody at the screen presses a key. */
  dismiss(): void {
    const dialog = this.#dialog;
    this.#dialog = null;
    dialog?.dismiss();
  }

  /** How the next answer ends early. */
  endNextAnswer(how: EarlyEnd): void {
    this.#nextEnd = how;
  }

  /** Called before each answer; what it changes, the answer sees. */
  beforeAnswer(listener: ArrivalListener | null): void {
    this.#listener = listener;
  }

  /** Tally has ended: nothing that waited is answered, no dialog is left. */
  forget(): void {
    this.#start++;
    this.#line = Promise.resolve();
    this.#nextEnd = undefined;
    this.dismiss();
  }

  async #work(request: IncomingMessage, response: ServerResponse, start: number): Promise<void> {
    const bytes = await bodyOf(request);
    await this.#dismissed();
    const { text, encoding } = decodeRequest(bytes);
    const asked: Asked = bytes.length === 0 ? "nothing" : (readRequest(text) ?? "unknown");
    const about = {
      kind: kindOfRequest(asked),
      company: typeof asked === "string" ? "" : asked.company,
      bytesIn: bytes.length,
    };
    await this.#listener?.({ kind: about.kind, company: about.company, text });
    await this.#dismissed();
    const { perRequestMs } = this.#tally.settings.latency;
    if (perRequestMs > 0) await sleep(perRequestMs);
    if (start !== this.#start) return;
    const outcome = outcomeOf(this.#tally, asked);
    if (outcome.kind === "crash") {
      this.log.note({ ...about, bytesOut: 0, end: "crashed", reason: outcome.reason });
      response.destroy();
      this.#onCrash();
      return;
    }
    if (outcome.kind === "modal") {
      this.openModal(outcome.text);
      await this.#dismissed();
      if (start !== this.#start) return;
    }
    const pieces = outcome.kind === "modal" ? outcome.after : outcome.pieces;
    const stuck = outcome.kind === "modal" ? { reason: outcome.text } : {};
    await this.#give(response, pieces, { encoding, about: { ...about, ...stuck } });
  }

  async #give(
    response: ServerResponse,
    pieces: Iterable<string>,
    of: { encoding: Encoding; about: About },
  ): Promise<void> {
    const { settings } = this.#tally;
    const { answersEndAt } = settings;
    const always: EarlyEnd | undefined =
      answersEndAt === null ? undefined : { how: "stop", afterBytes: answersEndAt };
    const earlyEnd = this.#nextEnd ?? always;
    this.#nextEnd = undefined;
    const { bytes, end } = await sendAnswer(response, pieces, { encoding: of.encoding, settings, earlyEnd });
    const isStuck = end === "answered" && of.about.reason !== undefined;
    this.log.note({ ...of.about, bytesOut: bytes, end: isStuck ? "stuck" : end });
  }

  async #dismissed(): Promise<void> {
    while (this.#dialog !== null) await this.#dialog.gone;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
