import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { holdCompany } from "@cfa/db/queries/insights/keep-learning";
import { lockCompany } from "@cfa/db/queries/locks";
import { addPartyResponse } from "@cfa/db/queries/nudges/answers";
import { advanceAttempt } from "@cfa/db/queries/nudges/attempts";
import {
  attemptNamed,
  holdChannelEvent,
  noteAccount,
  noteChannelEvent,
  noteTemplate,
  newChannelEvents,
  unknownChannelEvents,
  type ChannelEvent,
  type KeptTold,
} from "@cfa/db/queries/nudges/events";
import { noteRefusal } from "@cfa/db/queries/nudges/refused";
import type { Enqueue } from "@cfa/db/queue";
import type { Logger } from "pino";

import { NOTHING_TOLD, type EventReader, type EventTold, type Told } from "../channels/channel.ts";
import { readEvents } from "../channels/open-channel.ts";
import { momentOf, takeReply } from "./take-reply.ts";

export type TakeEventsDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly enqueue: Enqueue;
  readonly now: () => Date;
};

const AT_ONCE = 200;
const UNKNOWN_AT_ONCE = 50;
/** So long a webhook of a message that we do not know is looked at again: it may have overtaken the answer to our call. */
const UNKNOWN_MILLIS = 3 * 86_400_000;
/** So long it is looked at again by itself. */
const SOON_MILLIS = 3_600_000;
const AGAIN_SECONDS = 60;
const MINUTE_MILLIS = 60_000;

/** What one webhook has changed, beyond the messages that it told of. */
type Changed = { toPlan: boolean; toSend: boolean };

/**
 * Looks at what providers have told of a company's messages, each webhook in a transaction of its own: what is told twice, late or in another order takes nothing
 * back, and what cannot be taken in keeps no other waiting. Safe to run twice.
 */
export async function takeChannelEvents(deps: TakeEventsDeps, companyId: string): Promise<void> {
  const { db, log, enqueue, now } = deps;
  const asJob = <T>(work: (tx: CompanyTx) => Promise<T>): Promise<T> =>
    inCompany(db, companyId, work, { role: "job" });
  const since = new Date(now().getTime() - UNKNOWN_MILLIS);
  const waiting = await asJob(async (tx) => {
    if (!(await holdCompany(tx))) return { fresh: [], unknown: [] };
    const unknown = await unknownChannelEvents(tx, { since, limit: UNKNOWN_AT_ONCE });
    return { fresh: await newChannelEvents(tx, AT_ONCE), unknown };
  });
  const changed: Changed = { toPlan: false, toSend: false };
  const failed: unknown[] = [];
  for (const eventId of [...waiting.fresh, ...waiting.unknown]) {
    try {
      const done = await asJob((tx) => takeEvent(tx, { eventId, now: now() }));
      changed.toPlan ||= done.toPlan;
      changed.toSend ||= done.toSend;
    } catch (error) {
      log.warn({ companyId, eventId, error: String(error) }, "a webhook could not be taken in");
      failed.push(error);
    }
  }
  if (waiting.fresh.length > 0)
    log.info({ companyId, events: waiting.fresh.length }, "webhooks were taken in");
  await asJob(async (tx) => {
    if (!(await holdCompany(tx))) return;
    if (changed.toPlan) await enqueue(tx, "plan-nudges", { companyId });
    if (changed.toSend) await enqueue(tx, "send-nudges", { companyId });
    if (waiting.fresh.length === AT_ONCE && failed.length === 0)
      await enqueue(tx, "take-channel-events", { companyId });
    const soon = { since: new Date(now().getTime() - SOON_MILLIS), limit: 1 };
    if ((await unknownChannelEvents(tx, soon)).length > 0) {
      const minute = Math.floor(now().getTime() / MINUTE_MILLIS);
      await enqueue(tx, "take-channel-events-again", { companyId, minute }, { afterSeconds: AGAIN_SECONDS });
    }
  });
  if (failed.length > 0)
    throw new Error(`${failed.length} webhooks could not be taken in`, { cause: failed[0] });
}

async function takeEvent(tx: CompanyTx, { eventId, now }: { eventId: string; now: Date }): Promise<Changed> {
  const event = await holdChannelEvent(tx, eventId);
  if (event === undefined) return { toPlan: false, toSend: false };
  const said = eventIn(event);
  if (said === null) {
    await noteChannelEvent(tx, eventId, { told: [], outcome: "unreadable" });
    return { toPlan: false, toSend: false };
  }
  const { told, replies, templates, account } = said;
  const isDecisive = replies.length + templates.length + account.length > 0;
  // What it says of addresses, texts and accounts is judged by elsewhere at this moment.
  if (isDecisive || told.some(({ failure }) => failure !== null)) await lockCompany(tx, "nudge");
  const { provider } = event;
  const unknown: Told[] = [];
  for (const one of told) if (!(await takeTold(tx, { told: one, provider, now }))) unknown.push(one);
  for (const reply of replies) await takeReply(tx, { reply, provider, now });
  for (const template of templates) await noteTemplate(tx, template, now);
  for (const one of account) await noteAccount(tx, { provider, ...one, at: now });
  const isNothing = told.length === 0 && !isDecisive;
  const outcome = isNothing ? "nothing" : unknown.length > 0 ? "unknown" : "taken";
  await noteChannelEvent(tx, eventId, { told: unknown.map(keptOf), outcome });
  return { toPlan: isDecisive, toSend: told.some(({ state }) => state === "failed") };
}

/** What a webhook says; of one that was read before, what was not known of it. Null: it says nothing that can be read. */
function eventIn({ provider, body, told }: ChannelEvent): EventTold | null {
  if (body !== null) return read(readEvents[provider], body.toString());
  return { ...NOTHING_TOLD, told: (told ?? []).map(toldOf) };
}

/** What reads it may stumble over what nobody has thought of: that is not better the next time. */
function read(reader: EventReader, body: string): EventTold | null {
  try {
    return reader(body);
  } catch {
    return null;
  }
}

/** Moves the message on that a provider speaks of; false: it is none that we know. */
async function takeTold(
  tx: CompanyTx,
  { told, provider, now }: { told: Told; provider: ChannelEvent["provider"]; now: Date },
): Promise<boolean> {
  const attempt = await attemptNamed(tx, { provider, names: [told.attemptId, told.providerId] });
  if (attempt === undefined) return false;
  const { state, providerId, failure, cost } = told;
  const { attemptId, guid } = attempt;
  const stands = await advanceAttempt(tx, attemptId, {
    state,
    at: now,
    providerId: provider === "smtp" ? null : providerId, // what a report calls it is what we call it
    failure,
    cost,
  });
  if (stands === "failed" && failure !== null) await noteRefusal(tx, { attemptId, failure, at: now });
  if (state === "read") await addPartyResponse(tx, { guid, at: momentOf(told.at, now), what: "read" });
  return true;
}

function keptOf({ attemptId, providerId, state, at, failure, cost }: Told): KeptTold {
  return {
    attemptId,
    providerId,
    state,
    at: at?.toISOString() ?? null,
    failure,
    cost: cost?.toString() ?? null,
  };
}

function toldOf({ attemptId, providerId, state, at, failure, cost }: KeptTold): Told {
  return {
    attemptId,
    providerId,
    state: state as Told["state"], // it was kept from one
    at: at === null ? null : new Date(at),
    failure,
    cost: cost === null ? null : BigInt(cost),
  };
}
