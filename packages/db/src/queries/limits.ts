import type { Database } from "../client.ts";
import { asAuthn } from "../company-scope.ts";

/**
 * Counts one more try under a name and answers how many that makes within the window that is under way. Every process of
 * the installation counts together: the counts stand beside the sign-in's own.
 */
export async function countTry(
  db: Database,
  wanted: { name: string; windowMillis: number; now: Date; tries?: number },
): Promise<{ count: number; windowEndsAt: Date }> {
  const { name, windowMillis, now, tries = 1 } = wanted;
  const rows = await asAuthn(db, (tx) =>
    tx.run<{ count: number; began: bigint }>(
      `insert into auth."rateLimit" as r (key, count, "lastRequest") values ($1, greatest($4::int, 0), $2)
       on conflict (key) do update set
         count = case when r."lastRequest" <= $2::bigint - $3::bigint then greatest($4::int, 0) else greatest(r.count + $4::int, 0) end,
         "lastRequest" = case when r."lastRequest" <= $2::bigint - $3::bigint then $2 else r."lastRequest" end
       returning count, "lastRequest" as began`,
      [`cfa|${name}`, now.getTime(), windowMillis, tries],
    ),
  );
  const row = rows[0];
  if (row === undefined) throw new Error("a count was neither made nor raised");
  return { count: row.count, windowEndsAt: new Date(Number(row.began) + windowMillis) };
}

/** Drops what was counted in windows that ended before a moment. */
export async function forgetTries(db: Database, before: Date): Promise<void> {
  await asAuthn(db, (tx) =>
    tx.run(`delete from auth."rateLimit" where key like 'cfa|%' and "lastRequest" < $1`, [before.getTime()]),
  );
}
