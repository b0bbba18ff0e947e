import { createHash } from "node:crypto";

import type { Database } from "../client.ts";
import { asAuthn } from "../company-scope.ts";

/**
 * Counts one more try under a name and answers how many that makes within the window that is under way. Every process of
 * the installation counts together. Only a hash of the name is kept: it may hold an address. What is over is forgotten, of any name.
 */
export async function countTry(
  db: Database,
  wanted: { name: string; windowMillis: number; now: Date; tries?: number },
): Promise<{ count: number; windowEndsAt: Date }> {
  const { name, windowMillis, now, tries = 1 } = wanted;
  const row = await asAuthn(db, async (tx) => {
    const [counted] = await tx.run<{ count: number; windowEndsAt: Date }>(
      `insert into auth.tries as t (name_hash, count, window_ends_at) values ($1, greatest($4::int, 0), $3)
       on conflict (name_hash) do update set
         count = case when t.window_ends_at <= $2 then excluded.count else greatest(t.count + $4::int, 0) end,
         window_ends_at = case when t.window_ends_at <= $2 then excluded.window_ends_at else t.window_ends_at end
       returning count, window_ends_at as "windowEndsAt"`,
      [hashOf(name), now, new Date(now.getTime() + windowMillis), tries],
    );
    // After its own row is held, and never waiting for another's: so two that count cannot wait for each other.
    await tx.run(
      `delete from auth.tries where name_hash in
         (select name_hash from auth.tries where window_ends_at < $1 for update skip locked)`,
      [now],
    );
    return counted;
  });
  if (row === undefined) throw new Error("a count was neither made nor raised");
  return row;
}

function hashOf(name: string): Buffer {
  return createHash("sha256").update(name).digest();
}
