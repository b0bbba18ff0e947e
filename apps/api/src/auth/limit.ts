import type { Database } from "@cfa/db/client";
import { countTry } from "@cfa/db/queries/limits";

import { ApiFailure } from "../errors.ts";

/** How often something may be done, or may go wrong, within a time. */
export type Limit = { readonly name: string; readonly most: number; readonly windowMillis: number };

type Counting = { readonly db: Database; readonly now: Date };

/** Counts one more and refuses what is above the limit. `who`: an address, a company, a person. */
export async function countWithin(limit: Limit, who: string, { db, now }: Counting): Promise<void> {
  refuseAbove(limit, await counted(limit, who, { db, now, tries: 1 }), now);
}

/** Takes a counted try back that went well, where only those that go wrong are limited. */
export async function giveTryBack(limit: Limit, who: string, { db, now }: Counting): Promise<void> {
  await counted(limit, who, { db, now, tries: -1 });
}

function counted(limit: Limit, who: string, { db, now, tries }: Counting & { tries: number }) {
  return countTry(db, { name: `${limit.name}|${who}`, windowMillis: limit.windowMillis, now, tries });
}

function refuseAbove(limit: Limit, standing: { count: number; windowEndsAt: Date }, now: Date): void {
  if (standing.count <= limit.most) return;
  const seconds = Math.max(1, Math.ceil((standing.windowEndsAt.getTime() - now.getTime()) / 1_000));
  const minutes = Math.ceil(seconds / 60);
  throw new ApiFailure("too-many", {
    message: `Too many tries. Wait ${minutes === 1 ? "a minute" : `${minutes} minutes`} and try again.`,
    retryAfterSeconds: seconds,
  });
}
