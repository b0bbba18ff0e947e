import type { CompanyTx } from "@cfa/db/company-scope";
import { addressSalt } from "@cfa/db/queries/nudges/address-salt";
import { addPartyResponse } from "@cfa/db/queries/nudges/answers";
import {
  attemptNamed,
  guidsOfAddress,
  keepInboundAddress,
  type ToldAttempt,
} from "@cfa/db/queries/nudges/events";
import { addInbound } from "@cfa/db/queries/nudges/inbound";
import { groupsOf } from "@cfa/db/queries/nudges/party-guids";
import { stopMessages } from "@cfa/db/queries/nudges/stop";
import type { ChannelProvider } from "@cfa/db/tables/nudges";
import { addressEnd } from "@cfa/nudges/address/address-end";
import { readReply } from "@cfa/nudges/inbound/read-reply";
import type { Reading } from "@cfa/nudges/reading";
import { localDateAt } from "@cfa/values/local-date";

import type { InboundTold } from "../channels/channel.ts";
import { addressHash, makeSalt } from "../nudges/address-hash.ts";

type Way = "whatsapp" | "sms" | "email";

const MOST_LETTERS = 2_000;
/** An id that somebody has with the company in WhatsApp, where the number is withheld. */
const USER_ID = /^[A-Z]{2}\./;

/**
 * Takes in what somebody wrote, once. Only a text that asks for no more messages and says nothing else is acted on, at once and in this transaction; everything else
 * waits for a person. Nothing in a text chooses whose it is: that is by the message it answers, else by the address, where one party alone has it. The caller
 * holds the company's lock of nudges.
 */
export async function takeReply(
  tx: CompanyTx,
  { reply, provider, now }: { reply: InboundTold; provider: ChannelProvider; now: Date },
): Promise<void> {
  const { way } = reply;
  if (way === "print") return;
  const text = plainText(reply.text);
  // Somebody lets offers come again: their leave is given to a person, in words.
  if (text === "" && reply.providerId.startsWith("preference:")) return;
  const at = momentOf(reply.at, now);
  const hash = Buffer.from(addressHash(await addressSalt(tx, makeSalt()), reply.from), "hex");
  const answered = await attemptNamed(tx, { provider, names: [reply.replyTo] });
  const guid = await partyOf(tx, { way, hash, answered });
  const reading = readingOf(reply, { text, at });
  const kinds = stopsOf(reading);
  const by = { id: provider, name: addressEnd(way, reply.from) };
  const inboundId = await addInbound(tx, {
    way,
    providerId: reply.providerId,
    addressHash: hash,
    guid,
    text,
    at,
    reading,
    acted: kinds.length === 0 ? null : { at: now, by },
  });
  if (inboundId === undefined) return;
  if (guid !== null) {
    await addPartyResponse(tx, { guid, at, what: "reply" });
    if (way === "whatsapp" && USER_ID.test(reply.from)) {
      await keepInboundAddress(tx, { guid, way, address: reply.from, hash, at });
    }
  }
  if (kinds.length === 0) return;
  const written = answered?.addressHash ?? null;
  await stopMessages(tx, {
    guid,
    addresses: [{ way, hash }, ...(written === null ? [] : [{ way, hash: written }])],
    kinds,
    source: "reply",
    proof: text === "" ? reply.providerId.slice(0, 200) : text,
    at: now,
    by,
  });
}

/** When something happened, by a provider's clock; not later than now. */
export function momentOf(at: Date | null, now: Date): Date {
  return at === null || at > now ? now : at;
}

/** The party of a message that is answered, else the only one that has the address; null: none, or several. */
async function partyOf(
  tx: CompanyTx,
  { way, hash, answered }: { way: Way; hash: Uint8Array; answered: ToldAttempt | undefined },
): Promise<string | null> {
  const ways: readonly Way[] = way === "email" ? ["email"] : ["whatsapp", "sms"];
  const guids = answered === undefined ? await guidsOfAddress(tx, { ways, hash }) : [answered.guid];
  const heads = new Set([...(await groupsOf(tx, guids)).values()].map(([head]) => head));
  const [only] = heads;
  return heads.size === 1 && only !== undefined ? only : null;
}

/** What it says. Where the provider itself has stopped all messages, that is what it says. */
function readingOf({ oneClickStop }: InboundTold, { text, at }: { text: string; at: Date }): Reading {
  if (oneClickStop) return { intent: "stop", isCertain: true, day: null, amount: null, utr: null };
  return readReply(text, { today: localDateAt(at) });
}

/** Of what no more is wanted, for certain. */
function stopsOf({ intent, isCertain }: Reading): ("reminder" | "offer")[] {
  if (!isCertain) return [];
  if (intent === "stop") return ["reminder", "offer"];
  return intent === "stop-offers" ? ["offer"] : [];
}

/** Somebody's words as one line that hides nothing: no control characters, no marks that turn its direction (joiners belong to Hindi), not too long. */
function plainText(text: string): string {
  const seen = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll(/(?![\u200C\u200D])[\p{Cf}\p{Co}]/gu, "");
  return Array.from(seen.replaceAll(/ +/g, " ").trim()).slice(0, MOST_LETTERS).join("");
}
