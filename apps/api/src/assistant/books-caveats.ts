import { freshnessAt } from "@cfa/books/freshness";
import { agentStanding, lastReadAt, syncStanding } from "@cfa/db/queries/freshness";
import { dayText } from "@cfa/assistant/answer/title";
import { localDateAt } from "@cfa/values/local-date";

import type { Asked, Caveat } from "./asked.ts";

/** What is to be known of the books as a whole: that they are old, or do not match Tally's. */
export async function booksCaveats({ snapshot, now }: Asked): Promise<Caveat[]> {
  const standing = await syncStanding(snapshot);
  const readAt = lastReadAt(standing, await agentStanding(snapshot));
  const caveats: Caveat[] = [];
  if (readAt === null) caveats.push(["never-read"]);
  else if (freshnessAt(readAt, now) === "stale")
    caveats.push(["stale", { day: dayText(localDateAt(readAt)) }]);
  if (standing?.tieOut === "different") caveats.push(["differs", { count: String(standing.differences) }]);
  return caveats;
}
