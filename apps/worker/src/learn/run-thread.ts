import { Worker } from "node:worker_threads";

import type { Learned } from "@cfa/insights/learn-payments";
import { fail, ok, type Result } from "@cfa/values/result";

import type { Lesson } from "./lesson.ts";

/** What a thread may take. */
export type ThreadLimits = { readonly millis: number; readonly megabytes: number };

/** Why nothing was learned; `where`: places of the code, which tell nothing of the books. */
export type LearningFailure = {
  readonly failure: "too-long" | "too-large" | "fault";
  readonly where: string[];
};

const THREAD = new URL("./learn-thread.ts", import.meta.url);

/** Learns a lesson in a thread of its own, so that this one goes on answering. Throws when it is stopped from outside. */
export async function learnInThread(
  lesson: Lesson,
  { limits, signal }: { limits: ThreadLimits; signal: AbortSignal },
): Promise<Result<Learned, LearningFailure>> {
  signal.throwIfAborted();
  const thread = new Worker(THREAD, {
    workerData: lesson,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Result<Learned, LearningFailure>>();
  const failed = (failure: LearningFailure["failure"], where: string[] = []) =>
    resolve(fail({ failure, where }));
  const timer = setTimeout(() => failed("too-long"), limits.millis);
  const stop = () => reject(new Error("learning was stopped"));
  signal.addEventListener("abort", stop, { once: true });
  thread.once("message", (learned: Learned) => resolve(ok(learned)));
  thread.once("error", (error: Error & { code?: string }) =>
    error.code === "ERR_WORKER_OUT_OF_MEMORY" ? failed("too-large") : failed("fault", placesIn(error)),
  );
  thread.once("exit", () => failed("fault"));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    await thread.terminate();
  }
}

function placesIn(error: Error): string[] {
  const lines = error.stack?.split("\n") ?? [];
  return [error.name, ...lines.filter((line) => line.startsWith("    at ")).slice(0, 6)];
}
