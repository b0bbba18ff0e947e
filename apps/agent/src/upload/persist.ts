import type { Result } from "@cfa/values/result";

import { backOffMs, type Waiting } from "../schedule/back-off.ts";
import type { LinkFailure } from "../server-link.ts";

export type Persistence = {
  readonly say: (line: string) => void;
  readonly waiting: Waiting;
  /** How often a call that failed in passing is tried in all. */
  readonly attempts: number;
  /** Once it is aborted nothing is tried again. */
  readonly ending?: AbortSignal | undefined;
};

/** Repeats a call that failed in passing, waiting longer each time. */
export async function persist<T>(
  { say, waiting, attempts, ending }: Persistence,
  call: () => Promise<Result<T, LinkFailure>>,
): Promise<Result<T, LinkFailure>> {
  for (let attempt = 1; ; attempt++) {
    const result = await call();
    if (result.ok || result.error.retry === "refused" || attempt >= attempts) return result;
    if (ending?.aborted === true) return result;
    const wait = Math.max(result.error.waitMillis ?? 0, backOffMs(attempt, waiting.random));
    say(`${result.error.message}; trying again in ${Math.ceil(wait / 1000)} s`);
    await waiting.sleep(wait);
  }
}
