import type { OutboxRun } from "./outbox/runs.ts";
import type { LinkFailure } from "./server-link.ts";
import { splitPoison, type Poison } from "./upload/poison.ts";
import { sendBatches, type UploadOptions } from "./upload/upload.ts";

/** Sends batches while Tally is being read. */
export type BesideSender = {
  /** New batches lie in the outbox. Answers whether reading on is of any use. */
  written(): Promise<boolean>;
  /** Why the server will not have this run, once it has said so. */
  readonly lost: LinkFailure | undefined;
  /** Runs the reading, and waits for the sending whatever becomes of it. */
  beside<T>(read: () => Promise<T>): Promise<T>;
};

/**
 * What fails in passing is sent again when all has been read; an error of ours is thrown after the reading. A batch that the
 * server refuses is cut up between two windows, when nothing else is being written.
 */
export function sendBeside(run: OutboxRun, lease: number, options: UploadOptions): BesideSender {
  let line: Promise<unknown> = Promise.resolve();
  let broken: { error: unknown } | undefined;
  let poison: Poison | undefined;
  let lost: LinkFailure | undefined;

  const send = async (): Promise<void> => {
    if (broken !== undefined || poison !== undefined || lost !== undefined) return;
    const sent = await sendBatches(run, lease, { ...options, attempts: 1 });
    if (sent.ok) return;
    poison = sent.error.poison;
    if (poison === undefined && sent.error.link.retry === "refused") lost = sent.error.link;
  };
  const wake = (): void => {
    line = line.then(send).catch((error: unknown) => {
      broken = { error };
    });
  };
  return {
    async written() {
      if (poison !== undefined) {
        await line;
        options.say(await splitPoison(poison, { ...options, run }));
        poison = undefined;
      }
      wake();
      return lost === undefined;
    },
    get lost() {
      return lost;
    },
    async beside(read) {
      let result;
      try {
        result = await read();
      } finally {
        await line;
      }
      if (broken !== undefined) throw broken.error;
      return result;
    },
  };
}
