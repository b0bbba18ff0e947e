import { sql } from "kysely";

import type { Database } from "../client.ts";
import { asAuthn } from "../company-scope.ts";
import { runningRun, type RunningRun } from "./freshness.ts";
import { readCompany } from "./snapshot.ts";

/** The channel on which changes are told: `books` or `access`, and an id (migration 0029). */
export const CHANGED = "changed";

/** Where a company stands, as far as pages that are open want to know of it at once. */
export type CompanyStanding = {
  generation: bigint;
  readAt: Date | null;
  /** The code of what is in the agent's way. */
  trouble: string | null;
  quarantined: number;
  learnedAt: Date | null;
  forecastAt: Date | null;
  running: RunningRun | null;
};

/** Reads where a company stands behind its wall. A try to learn or to forecast that failed has ended too. */
export function companyStanding(db: Database, companyId: string): Promise<CompanyStanding> {
  return readCompany(db, companyId, async (snapshot) => {
    const found = await sql<Omit<CompanyStanding, "running">>`
      select coalesce(s.generation, 0) as generation, greatest(s.read_at, a.read_at) as "readAt",
        a.trouble ->> 'code' as trouble,
        (select count(*)::int from quarantine where company_id = c.company_id and resolved_at is null) as quarantined,
        (select max(tried_at) from learning_try where company_id = c.company_id) as "learnedAt",
        (select tried_at from cash_forecast_try where company_id = c.company_id) as "forecastAt"
      from company c
      left join sync_state s on s.company_id = c.company_id
      left join agent_heartbeat a on a.company_id = c.company_id
      where c.company_id = ${companyId}`.execute(snapshot.query);
    const running = (await runningRun(snapshot)) ?? null;
    return { ...(found.rows[0] ?? NOTHING), running };
  });
}

const NOTHING = {
  generation: 0n,
  readAt: null,
  trouble: null,
  quarantined: 0,
  learnedAt: null,
  forecastAt: null,
};

/** Somebody who looks at a company by a session. */
export type Looker = { companyId: string; userId: string; sessionId: string };

/** Of those who look, the ones who still may: the session is not over and its person belongs to the company. */
export async function stillMayLook<One extends Looker>(
  db: Database,
  { lookers, signedInAfter }: { lookers: readonly One[]; signedInAfter: Date },
): Promise<Set<One>> {
  const rows = await asAuthn(db, (tx) =>
    tx.run<{ place: number }>(
      `select l.place::int as place
       from unnest($1::uuid[], $2::text[], $3::uuid[]) with ordinality as l (company_id, user_id, session_id, place)
       join auth.session s on s.id = l.session_id and s."userId"::text = l.user_id
         and s."expiresAt" > now() and s."createdAt" > $4
       join member m on m.company_id = l.company_id and m.user_id = l.user_id`,
      [
        lookers.map(({ companyId }) => companyId),
        lookers.map(({ userId }) => userId),
        lookers.map(({ sessionId }) => sessionId),
        signedInAfter,
      ],
    ),
  );
  return new Set(rows.flatMap(({ place }) => lookers[place - 1] ?? []));
}
