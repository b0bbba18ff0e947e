import type { Database } from "../client.ts";
import { asAuthn } from "../company-scope.ts";

/** A session of a person, as the sign-in library keeps it. */
export type StoredSession = {
  sessionId: string;
  signedInAt: Date;
  lastUsedAt: Date;
  address: string | null;
  userAgent: string | null;
};

/** A person's sessions that are not over, the last used first; at most 200. */
export function sessionsOf(
  db: Database,
  wanted: { userId: string; signedInAfter: Date },
): Promise<StoredSession[]> {
  return asAuthn(db, (tx) =>
    tx.run<StoredSession>(
      `select id as "sessionId", "createdAt" as "signedInAt", "updatedAt" as "lastUsedAt",
              nullif("ipAddress", '') as address, nullif("userAgent", '') as "userAgent"
       from auth.session
       where "userId" = $1 and "expiresAt" > now() and "createdAt" > $2
       order by "updatedAt" desc, id limit 200`,
      [wanted.userId, wanted.signedInAfter],
    ),
  );
}

/** Ends one session of a person; answers how many that were: none when it is not theirs. */
export function endSession(db: Database, session: { userId: string; sessionId: string }): Promise<number> {
  return ended(db, {
    where: `"userId" = $1 and id = $2`,
    values: [session.userId, session.sessionId],
  });
}

/** Ends all sessions of a person but one; answers how many. */
export function endOtherSessions(db: Database, keep: { userId: string; sessionId: string }): Promise<number> {
  return ended(db, { where: `"userId" = $1 and id <> $2`, values: [keep.userId, keep.sessionId] });
}

async function ended(db: Database, which: { where: string; values: string[] }): Promise<number> {
  const rows = await asAuthn(db, (tx) =>
    tx.run<{ id: string }>(`delete from auth.session where ${which.where} returning id`, which.values),
  );
  return rows.length;
}
