import { sql } from "kysely";

import type { CompanyTx } from "../../company-scope.ts";
import type { Role } from "../members.ts";

/** What is written of one telling of a member: once by a way on a day. */
export type Telling = {
  userId: string;
  kind: "alert" | "digest";
  key: string;
  day: string;
  way: "push" | "email" | "in-app";
  state: "held" | "waiting" | "delivered";
  body: unknown;
};

/** What a member has been told lately. `alertsToday`: how many single things on the day. `held`: what waits for the digest since the last one. */
export type ToldLately = {
  hasAny: boolean;
  keys: ReadonlySet<string>;
  held: ReadonlySet<string>;
  hasDigestToday: boolean;
  alertsToday: number;
};

/** One at a time decides what a member is told, until the end of the transaction. Answers the member's role; undefined: they are one no more. */
export async function lockTelling(tx: CompanyTx, userId: string): Promise<Role | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`telling ${tx.companyId} ${userId}`}, 0))`.execute(
    tx.query,
  );
  const rows = await tx.run<{ role: Role }>(
    "select role from member where company_id = $1 and user_id = $2",
    [tx.companyId, userId],
  );
  return rows[0]?.role;
}

/** What a member was told since a moment, and on a day. */
export async function toldLately(
  tx: CompanyTx,
  userId: string,
  { since, today }: { since: Date; today: string },
): Promise<ToldLately> {
  const rows = await tx.run<{
    kind: string;
    key: string;
    state: string;
    way: string;
    isToday: boolean;
    keys: string[] | null;
    isSinceDigest: boolean;
  }>(
    `select kind, key, state, way, day = $4::date as "isToday",
       case when kind = 'digest' then array(select jsonb_array_elements_text(body -> 'keys')) end as keys,
       made_at > coalesce((select max(d.made_at) from member_message d where d.company_id = m.company_id and d.user_id = m.user_id
         and d.key = 'digest' and d.kind = 'digest'), '-infinity') as "isSinceDigest"
     from member_message m where company_id = $1 and user_id = $2 and made_at > $3`,
    [tx.companyId, userId, since, today],
  );
  const alerts = rows.filter(({ kind }) => kind === "alert");
  const sentToday = alerts.filter(
    ({ isToday, way, state }) => isToday && way !== "in-app" && state !== "held",
  );
  return {
    hasAny: rows.length > 0,
    keys: new Set([...alerts.map(({ key }) => key), ...rows.flatMap(({ keys }) => keys ?? [])]),
    held: new Set(
      alerts.filter(({ state, isSinceDigest }) => state === "held" && isSinceDigest).map(({ key }) => key),
    ),
    hasDigestToday: rows.some(({ kind, key, isToday }) => kind === "digest" && key === "digest" && isToday),
    alertsToday: new Set(sentToday.map(({ key }) => key)).size,
  };
}

/** Writes tellings down; they go out in their order. What stands already stays as it is. */
export async function keepTellings(tx: CompanyTx, tellings: readonly Telling[], at: Date): Promise<void> {
  if (tellings.length === 0) return;
  await tx.query
    .insertInto("member_message")
    .values(
      tellings.map(({ userId, body, ...telling }, place) => ({
        ...telling,
        company_id: tx.companyId,
        user_id: userId,
        body: JSON.stringify(body),
        made_at: new Date(at.getTime() + place),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(["company_id", "user_id", "kind", "key", "day", "way"]).doNothing(),
    )
    .execute();
}

/** Messages of a company that are to go out, the oldest first. */
export async function waitingMessages(tx: CompanyTx, limit: number): Promise<string[]> {
  const rows = await tx.run<{ messageId: string }>(
    `select message_id as "messageId" from member_message where company_id = $1 and state = 'waiting' order by made_at, message_id limit $2`,
    [tx.companyId, limit],
  );
  return rows.map(({ messageId }) => messageId);
}

/** A message that somebody is sending. */
export type TakenMessage = {
  messageId: string;
  userId: string;
  kind: "alert" | "digest";
  way: "push" | "email";
  body: unknown;
  madeAt: Date;
};

/** Takes a message that is to go out: from now on nobody else sends it, whatever becomes of the sender. Undefined: another has taken it, or it is gone. */
export async function takeMessage(
  tx: CompanyTx,
  messageId: string,
  { lostAt }: { lostAt: Date },
): Promise<TakenMessage | undefined> {
  const rows = await tx.run<TakenMessage>(
    `update member_message set state = 'calling', receipt_at = $3
     where company_id = $1 and message_id = $2 and state = 'waiting'
     returning message_id as "messageId", user_id as "userId", kind, way, body, made_at as "madeAt"`,
    [tx.companyId, messageId, lostAt],
  );
  return rows[0];
}

/** What became of a message. */
export type MessageEnd = {
  state: "held" | "waiting" | "unknown" | "accepted" | "failed";
  failure?: string | null;
  providerId?: string | null;
  tickets?: Readonly<Record<string, string>> | null;
  receiptAt?: Date | null;
};

/** Writes down what became of a message that was taken. */
export async function markMessage(tx: CompanyTx, messageId: string, end: MessageEnd): Promise<void> {
  await tx.run(
    `update member_message set state = $3, failure = $4, provider_id = $5, tickets = $6::jsonb, receipt_at = $7
     where company_id = $1 and message_id = $2 and state = 'calling'`,
    [
      tx.companyId,
      messageId,
      end.state,
      end.failure ?? null,
      end.providerId ?? null,
      end.tickets ? JSON.stringify(end.tickets) : null,
      end.receiptAt ?? null,
    ],
  );
}

/** Of messages whose sender died nobody can say whether they went out: they are not sent again. */
export async function giveUpLost(tx: CompanyTx, now: Date): Promise<void> {
  await tx.run(
    `update member_message set state = 'unknown', failure = 'sender-died', receipt_at = null
     where company_id = $1 and state = 'calling' and receipt_at <= $2`,
    [tx.companyId, now],
  );
}

/** A pushed message whose receipts are to be asked for. */
export type ToAsk = {
  messageId: string;
  userId: string;
  tickets: Readonly<Record<string, string>>;
  madeAt: Date;
};

/** Pushed messages whose receipts may be there now. */
export function receiptsDue(tx: CompanyTx, now: Date, limit: number): Promise<ToAsk[]> {
  return tx.run<ToAsk>(
    `select message_id as "messageId", user_id as "userId", tickets, made_at as "madeAt" from member_message
     where company_id = $1 and tickets is not null and receipt_at <= $2 order by receipt_at limit $3`,
    [tx.companyId, now, limit],
  );
}

/** What the receipts of a message said so far, and when the rest is asked for. */
export async function markReceipts(
  tx: CompanyTx,
  messageId: string,
  told: {
    state: "accepted" | "delivered" | "failed";
    failure: string | null;
    left: ToAsk["tickets"] | null;
    askAt: Date | null;
  },
): Promise<void> {
  await tx.run(
    `update member_message set state = case when state = 'delivered' then state else $3 end, failure = $4, tickets = $5::jsonb, receipt_at = $6
     where company_id = $1 and message_id = $2`,
    [
      tx.companyId,
      messageId,
      told.state,
      told.failure,
      told.left ? JSON.stringify(told.left) : null,
      told.askAt,
    ],
  );
}

/** When something of a company's messages is next to be done; null: nothing is under way. A waiting one: from `now` on. */
export async function nextMessageAt(tx: CompanyTx, now: Date): Promise<Date | null> {
  const rows = await tx.run<{ at: Date | null }>(
    `select min(case when state = 'waiting' then $2::timestamptz else receipt_at end) as at from member_message
     where company_id = $1 and (state = 'waiting' or receipt_at is not null)`,
    [tx.companyId, now],
  );
  return rows[0]?.at ?? null;
}

/** Lets go what was told before a moment. */
export async function dropOldTellings(tx: CompanyTx, before: Date): Promise<void> {
  await tx.run("delete from member_message where company_id = $1 and made_at < $2", [tx.companyId, before]);
}
