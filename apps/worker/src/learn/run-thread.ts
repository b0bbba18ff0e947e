import { Worker } from "node:worker_threads";

import type { Learned } from "@cfa/insights/learn-payments";
import { fail, ok, type Result } from "@cfa/values/result";

import type { Lesson } from "./lesson.ts";

/** What a lesson may take. */
export type ThreadLimits = { readonly millis: number; readonly megabytes: number };

/** Why nothing was learned; `where`: places of the code, which tell nothing of the books. */
export type LearningFailure = {
  readonly failure: "too-long" | "too-large" | "fault";
  readonly where: string[];
};

/** A thread that answers what it is given, one after the other, so that this one goes on answering others. */
export type WorkThread<Given, Answer> = {
  /** Has it ready for a lesson that is on its way, unless it is at work: to start and to read the code takes longer than a small lesson. */
  prepare(limits: ThreadLimits): void;
  /** Answers one. Throws when it is stopped from outside. After that, or a failure, the next lesson gets a new thread. */
  work(
    lesson: Given,
    by: { limits: ThreadLimits; signal: AbortSignal },
  ): Promise<Result<Answer, LearningFailure>>;
  /** Ends it. */
  close(): Promise<void>;
};

/** A thread that learns lessons of payments. */
export type LearningThread = WorkThread<Lesson, Learned>;

const THREAD = new URL("./learn-thread.ts", import.meta.url);
/** A thread that has nothing to do for so long ends: it holds memory. */
const IDLE_MS = 60_000;
/** New objects have so much room (thrice a semi-space): with more, what is of no use any more lies about for longer. */
const YOUNG_MB = 6;

/** Opens a thread that learns lessons of payments. */
export function openLearningThread(): LearningThread {
  return openThread<Lesson, Learned>(THREAD);
}

/** Opens a thread of a file, which is started when it is needed. It answers each message with one. */
export function openThread<Given, Answer>(file: URL): WorkThread<Given, Answer> {
  let ready: { thread: Worker; megabytes: number } | undefined;
  let idle: NodeJS.Timeout | undefined;
  let isAtWork = false;

  const end = async (): Promise<void> => {
    clearTimeout(idle);
    const { thread } = ready ?? {};
    ready = undefined;
    await thread?.terminate();
  };
  const endWhenIdle = (): void => {
    clearTimeout(idle);
    if (ready !== undefined) idle = setTimeout(() => void end(), IDLE_MS).unref();
  };
  const threadFor = ({ megabytes }: ThreadLimits): Worker => {
    clearTimeout(idle);
    if (ready?.megabytes === megabytes) return ready.thread;
    void end();
    const thread = new Worker(file, {
      resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: YOUNG_MB },
    });
    thread.unref();
    thread.on("error", () => {}); // of one that is not at work; who waits for a lesson hears it as well
    thread.once("exit", () => {
      if (ready?.thread === thread) ready = undefined;
    });
    ready = { thread, megabytes };
    return thread;
  };

  return {
    prepare(limits) {
      if (isAtWork) return;
      threadFor(limits);
      endWhenIdle();
    },
    async work(lesson, { limits, signal }) {
      signal.throwIfAborted();
      if (limits.millis <= 0) return fail({ failure: "too-long", where: [] });
      const thread = threadFor(limits);
      isAtWork = true;
      try {
        const learned = await lessonIn<Answer>(thread, lesson, { limits, signal });
        if (!learned.ok) await end();
        return learned;
      } catch (error) {
        await end();
        throw error;
      } finally {
        isAtWork = false;
        endWhenIdle();
      }
    },
    close: end,
  };
}

async function lessonIn<Answer>(
  thread: Worker,
  lesson: unknown,
  { limits, signal }: { limits: ThreadLimits; signal: AbortSignal },
): Promise<Result<Answer, LearningFailure>> {
  const { promise, resolve, reject } = Promise.withResolvers<Result<Answer, LearningFailure>>();
  const failed = (failure: LearningFailure["failure"], where: string[] = []) =>
    resolve(fail({ failure, where }));
  const heard = {
    message: (learned: Answer) => resolve(ok(learned)),
    error: (error: Error & { code?: string }) =>
      error.code === "ERR_WORKER_OUT_OF_MEMORY" ? failed("too-large") : failed("fault", placesIn(error)),
    exit: () => failed("fault"),
  };
  const timer = setTimeout(() => failed("too-long"), limits.millis);
  const stop = () => reject(new Error("learning was stopped"));
  signal.addEventListener("abort", stop, { once: true });
  for (const [event, listener] of Object.entries(heard)) thread.on(event, listener);
  thread.ref();
  thread.postMessage(lesson, []);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    for (const [event, listener] of Object.entries(heard)) thread.off(event, listener);
    thread.unref();
  }
}

function placesIn(error: Error): string[] {
  const lines = error.stack?.split("\n") ?? [];
  return [error.name, ...lines.filter((line) => line.startsWith("    at ")).slice(0, 6)];
}
