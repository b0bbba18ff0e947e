import { sql } from "kysely";

import type { Failure } from "@cfa/nudges/facts";
import type { AttemptState } from "@cfa/nudges/kinds";

import type { Database } from "../../client.ts";
import { asAuthn, type CompanyTx } from "../../company-scope.ts";
import type { ChannelEventTable, ChannelProvider } from "../../tables/nudges.ts";

type Way = ChannelEventTable["way"];

/** Whose an address of a provider's webhooks is; undefined: nobody's, or not of that provider. */
export async function companyOfChannelHook(
  db: Database,
  { token, provider }: { token: string; provider: ChannelProvider },
): Promise<{ companyId: string; way: Way } | undefined> {
  const rows = await asAuthn(db, (tx) =>
    tx.run<{ companyId: string; way: Way }>(
      `select company_id as "companyId", way from channel_account where hook_token = $1 and provider = $2`,
      [token, provider],
    ),
  );
  return rows[0];
}

/** Keeps a webhook as it came; false: just this was told before. */
export async function keepChannelEvent(
  tx: CompanyTx,
  event: { way: Way; provider: ChannelProvider; body: Uint8Array; bodyHash: Uint8Array; at: Date },
): Promise<boolean> {
  const { way, provider, body, bodyHash, at } = event;
  const rows = await tx.run(
    `insert into channel_event (company_id, way, provider, body, body_hash, received_at) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning event_id`,
    [tx.companyId, way, provider, Buffer.from(body), Buffer.from(bodyHash), at],
  );
  return rows.length > 0;
}

/** What a provider says of one message, as it is kept while we know of no such message. */
export type KeptTold = {
  attemptId: string | null;
  providerId: string | null;
  state: AttemptState;
  at: string | null;
  failure: Failure | null;
  cost: string | null;
};

export type ChannelEvent = {
  eventId: string;
  provider: ChannelProvider;
  body: Buffer | null;
  told: KeptTold[] | null;
  receivedAt: Date;
};

/** Webhooks that nobody has looked at, the first first. */
export async function newChannelEvents(tx: CompanyTx, limit: number): Promise<string[]> {
  const rows = await tx.run<{ eventId: string }>(
    `select event_id as "eventId" from channel_event where company_id = $1 and outcome is null
     order by received_at, event_id limit $2`,
    [tx.companyId, limit],
  );
  return rows.map(({ eventId }) => eventId);
}

/** Webhooks since a moment that are of no message we know, the latest first: of those that is soonest to change. */
export async function unknownChannelEvents(
  tx: CompanyTx,
  { since, limit }: { since: Date; limit: number },
): Promise<string[]> {
  const rows = await tx.run<{ eventId: string }>(
    `select event_id as "eventId" from channel_event where company_id = $1 and outcome = 'unknown' and received_at > $2
     order by received_at desc, event_id limit $3`,
    [tx.companyId, since, limit],
  );
  return rows.map(({ eventId }) => eventId);
}

/** Holds a webhook that is still to be looked at; undefined: it was, or somebody is at it. */
export async function holdChannelEvent(tx: CompanyTx, eventId: string): Promise<ChannelEvent | undefined> {
  const found = await sql<ChannelEvent>`
    select event_id as "eventId", provider, body, told, received_at as "receivedAt" from channel_event
    where company_id = ${tx.companyId} and event_id = ${eventId} and (outcome is null or outcome = 'unknown')
    for update skip locked`.execute(tx.query);
  return found.rows[0];
}

/** Notes what became of a webhook; its body goes. `told`: what of it is of no message that we know. */
export async function noteChannelEvent(
  tx: CompanyTx,
  eventId: string,
  { told, outcome }: { told: readonly KeptTold[]; outcome: NonNullable<ChannelEventTable["outcome"]> },
): Promise<void> {
  await tx.run(
    "update channel_event set body = null, told = $3, outcome = $4 where company_id = $1 and event_id = $2",
    [tx.companyId, eventId, told.length === 0 ? null : JSON.stringify(told), outcome],
  );
}

/** An attempt that a provider speaks of. */
export type ToldAttempt = { attemptId: string; guid: string; way: Way; addressHash: Buffer | null };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The attempt of a name: our id, what the provider calls it, or what we call it there. */
export async function attemptNamed(
  tx: CompanyTx,
  { provider, names }: { provider: ChannelProvider; names: readonly (string | null)[] },
): Promise<ToldAttempt | undefined> {
  const said = names.filter((name) => name !== null);
  if (said.length === 0) return undefined;
  const rows = await tx.run<ToldAttempt>(
    `select a.attempt_id as "attemptId", n.ledger_guid as guid, a.way, a.address_hash as "addressHash"
     from nudge_attempt a join nudge n on n.company_id = a.company_id and n.nudge_id = a.nudge_id
     where a.company_id = $1 and a.provider = $2 and (a.attempt_id = any($3::uuid[]) or a.provider_id = any($4) or a.message_id = any($4))
     order by a.called_at desc limit 1`,
    [tx.companyId, provider, said.filter((name) => UUID.test(name)), said],
  );
  return rows[0];
}

/** The parties that have an address, by the GUIDs of the ledgers it stands on. */
export async function guidsOfAddress(
  tx: CompanyTx,
  { ways, hash }: { ways: readonly Way[]; hash: Uint8Array },
): Promise<string[]> {
  const rows = await tx.run<{ guid: string }>(
    `select distinct ledger_guid as guid from party_address where company_id = $1 and way = any($2) and address_hash = $3`,
    [tx.companyId, [...ways], Buffer.from(hash)],
  );
  return rows.map(({ guid }) => guid);
}

/** Keeps an address that a party has written from, where it is not known of it. */
export async function keepInboundAddress(
  tx: CompanyTx,
  { guid, way, address, hash, at }: { guid: string; way: Way; address: string; hash: Uint8Array; at: Date },
): Promise<void> {
  await tx.run(
    `insert into party_address (company_id, ledger_guid, way, address, address_hash, source, seen_at)
     values ($1, $2, $3, $4, $5, 'inbound', $6) on conflict (company_id, ledger_guid, way, address_hash) do nothing`,
    [tx.companyId, guid, way, address, Buffer.from(hash), at],
  );
}

export type TemplateChange = {
  providerName: string;
  language: string;
  change: "approved" | "rejected" | "paused" | "disabled" | "recategorised";
  category: string | null;
  why: string | null;
};

const CATEGORIES: ReadonlySet<string> = new Set(["utility", "marketing", "service", "promotional"]);

/**
 * Notes what a provider did with a text of the company's; answers how many texts that is. One that has come into another category stays out until a person has
 * registered it anew: to be approved in that one is not to be what it was.
 */
export async function noteTemplate(tx: CompanyTx, told: TemplateChange, at: Date): Promise<number> {
  const { providerName, language, change, category, why } = told;
  const state = change === "disabled" ? "paused" : change;
  const from =
    change === "approved"
      ? ["draft", "submitted", "paused", "rejected"]
      : ["draft", "submitted", "approved", "paused", "rejected"];
  const known = category !== null && CATEGORIES.has(category) ? category : null;
  if (change === "approved") {
    // The one before gives way: one text of a kind, stage, way and language goes out.
    await tx.run(
      `update nudge_template o set state = 'retired', state_at = $4 from nudge_template n
       where n.company_id = $1 and n.way = 'whatsapp' and n.provider_name = $2 and n.language = split_part($3, '_', 1) and n.state = any($5)
         and o.company_id = $1 and o.kind = n.kind and o.stage = n.stage and o.way = n.way and o.language = n.language
         and o.template_id <> n.template_id and o.version < n.version and o.state = 'approved'`,
      [tx.companyId, providerName, language, at, from],
    );
  }
  const rows = await tx.run(
    `update nudge_template t set state = $4, state_why = $5, state_at = $6, category = coalesce($7, category)
     where company_id = $1 and way = 'whatsapp' and provider_name = $2 and language = split_part($3, '_', 1) and state = any($8)
       and ($4 <> 'approved' or not exists (select from nudge_template o where o.company_id = $1 and o.kind = t.kind and o.stage = t.stage
         and o.way = t.way and o.language = t.language and o.template_id <> t.template_id and o.state = 'approved'))
     returning template_id`,
    [
      tx.companyId,
      providerName,
      language,
      state,
      change === "disabled" ? (why ?? "disabled") : why,
      at,
      known,
      from,
    ],
  );
  return rows.length;
}

/** Notes what a provider says of the account itself: how good it is, or that nothing more goes out by it. */
export async function noteAccount(
  tx: CompanyTx,
  {
    provider,
    what,
    value,
    at,
  }: { provider: ChannelProvider; what: "quality" | "wallet" | "blocked"; value: string; at: Date },
): Promise<void> {
  if (what === "quality") {
    await tx.run(
      "update channel_account set quality = $3, quality_at = $4 where company_id = $1 and provider = $2",
      [tx.companyId, provider, value, at],
    );
    return;
  }
  await tx.run(
    "update channel_account set state = 'paused', state_why = $3, stopped_at = $4 where company_id = $1 and provider = $2 and state = 'on'",
    [tx.companyId, provider, what, at],
  );
}
