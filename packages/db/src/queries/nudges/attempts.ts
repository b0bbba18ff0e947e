import type { Failure } from "@cfa/nudges/facts";
import type { AttemptState, Way } from "@cfa/nudges/kinds";

import type { CompanyTx } from "../../company-scope.ts";
import { holdNudge } from "./stored-nudge.ts";

/** What is known of an attempt: by who was called, by a webhook, or by asking. */
export type AttemptTold = {
  readonly state: AttemptState;
  readonly at: Date;
  readonly providerId?: string | null;
  readonly failure?: Failure | null;
  readonly cost?: bigint | null;
  /** Of what was put off: when it may be tried again. */
  readonly again?: Date;
};

const RANK: Readonly<Record<AttemptState, number>> = {
  calling: 0,
  "put-off": 0,
  unknown: 1,
  accepted: 2,
  sent: 3,
  failed: 4,
  delivered: 5,
  read: 6,
  printed: 6,
};
const SETTLE_MILLIS = 600_000;
/** When a provider is asked what became of a message, seconds after the moment nobody could say: then never again. */
export const ASK_AFTER = [60, 300, 1_800, 21_600] as const;

/**
 * Moves an attempt on by what is told of it, and its nudge with it. What is known never becomes less: what is told late, twice or in another order changes nothing.
 * Answers how the attempt stands then; undefined when there is none.
 */
export async function advanceAttempt(
  tx: CompanyTx,
  attemptId: string,
  told: AttemptTold,
): Promise<AttemptState | undefined> {
  const [found] = await tx.run<{ nudgeId: string }>(
    `select nudge_id as "nudgeId" from nudge_attempt where company_id = $1 and attempt_id = $2`,
    [tx.companyId, attemptId],
  );
  if (found === undefined) return undefined;
  const nudge = await holdNudge(tx, found.nudgeId);
  const [before] = await tx.run<{ state: AttemptState; providerId: string | null }>(
    `select state, provider_id as "providerId" from nudge_attempt where company_id = $1 and attempt_id = $2`,
    [tx.companyId, attemptId],
  );
  if (nudge === undefined || before === undefined) return undefined;
  if (!follows(before.state, told.state)) return before.state;
  const asked = told.state === "unknown" ? new Date(told.at.getTime() + ASK_AFTER[0] * 1_000) : null;
  await tx.run(
    `update nudge_attempt set state = $3, failure = coalesce($4, failure), provider_id = coalesce(provider_id, $5), cost = coalesce($6, cost),
       answered_at = coalesce(answered_at, $7), told_at = $7, ask_at = $8
     where company_id = $1 and attempt_id = $2`,
    [
      tx.companyId,
      attemptId,
      told.state,
      told.failure === undefined || told.failure === null ? null : JSON.stringify(told.failure),
      told.providerId ?? null,
      told.cost ?? null,
      told.at,
      asked,
    ],
  );
  for (const state of nextStates(nudge.state, told.state)) {
    await tx.run(
      `update nudge set state = $3, send_at = case when $3 = 'queued' then least($4::timestamptz, not_after - interval '1 second') else send_at end
       where company_id = $1 and nudge_id = $2`,
      [tx.companyId, nudge.nudgeId, state, againAt(nudge.state, told)],
    );
  }
  return told.state;
}

function follows(before: AttemptState, told: AttemptState): boolean {
  if (before === "put-off") return false;
  if (before === "failed") return told === "delivered" || told === "read";
  return before === "calling" ? told !== "calling" : RANK[told] > RANK[before];
}

/** Through which states a nudge goes when its attempt is found to be so. What surely did not arrive may go another way. */
function nextStates(nudge: string, attempt: AttemptState): readonly string[] {
  if (attempt === "put-off" || attempt === "failed") {
    return nudge === "sending" || nudge === "sent" ? ["queued"] : [];
  }
  if (attempt === "unknown" || attempt === "calling") return [];
  if (nudge === "sending" || nudge === "failed") return ["sent"];
  return nudge === "queued" ? ["sending", "sent"] : []; // it came after all: nothing else is sent
}

/** What was told to have failed after it had gone out may still turn out to have come: that is waited for. */
function againAt(nudge: string, { state, at, again }: AttemptTold): Date {
  if (again !== undefined) return again;
  return state === "failed" && nudge === "sent" ? new Date(at.getTime() + SETTLE_MILLIS) : at;
}

/** Calls that nobody has heard of for so long are of a worker that died: whether they went out, nobody can say. */
export async function giveUpCalls(
  tx: CompanyTx,
  { before, at }: { before: Date; at: Date },
): Promise<number> {
  const rows = await tx.run<{ id: string }>(
    `select attempt_id as id from nudge_attempt where company_id = $1 and state = 'calling' and called_at < $2`,
    [tx.companyId, before],
  );
  for (const { id } of rows) await advanceAttempt(tx, id, { state: "unknown", at });
  return rows.length;
}

/** An attempt of which nobody can say whether it went out. `to` null: its address was erased. */
export type UnknownAttempt = {
  attemptId: string;
  way: Way;
  providerId: string | null;
  to: string | null;
  calledAt: Date;
  body: string;
};

/** The attempts whose providers are to be asked by now, the first first. */
export function attemptsToAsk(
  tx: CompanyTx,
  { now, limit }: { now: Date; limit: number },
): Promise<UnknownAttempt[]> {
  return tx.run<UnknownAttempt>(
    `select a.attempt_id as "attemptId", a.way, a.provider_id as "providerId", a.called_at as "calledAt", coalesce(a.text, '') as body,
       (select p.address from party_address p where p.company_id = a.company_id and p.way = a.way and p.address_hash = a.address_hash
        and p.address is not null limit 1) as to
     from nudge_attempt a where a.company_id = $1 and a.ask_at <= $2 order by a.ask_at, a.attempt_id limit $3`,
    [tx.companyId, now, limit],
  );
}

/** Notes that a provider was asked and could not say; it is asked again later, a few times. */
export async function noteAsked(tx: CompanyTx, attemptId: string, at: Date): Promise<void> {
  const [row] = await tx.run<{ asks: number }>(
    `update nudge_attempt set asks = asks + 1, ask_at = null where company_id = $1 and attempt_id = $2 and state = 'unknown' returning asks`,
    [tx.companyId, attemptId],
  );
  const again = row === undefined ? undefined : ASK_AFTER[row.asks];
  if (again === undefined) return;
  await tx.run("update nudge_attempt set ask_at = $3 where company_id = $1 and attempt_id = $2", [
    tx.companyId,
    attemptId,
    new Date(at.getTime() + again * 1_000),
  ]);
}

/** When something is to be found out next: a call that nobody has heard of, or a provider to be asked; null: nothing is. */
export async function nextToFindOut(tx: CompanyTx, callMillis: number): Promise<Date | null> {
  const [row] = await tx.run<{ at: Date | null }>(
    `select min(case state when 'calling' then called_at + make_interval(secs => $2::float8 / 1000) else ask_at end) as at
     from nudge_attempt where company_id = $1 and (state = 'calling' or ask_at is not null)`,
    [tx.companyId, callMillis],
  );
  return row?.at ?? null;
}
