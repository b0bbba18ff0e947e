import { freshnessAt } from "@cfa/books/freshness";
import type { CompanyTx } from "@cfa/db/company-scope";
import { makePayToken } from "@cfa/db/pay-token";
import { tryToHoldStill } from "@cfa/db/queries/locks";
import { addressSalt, keepAddresses } from "@cfa/db/queries/nudges/address-salt";
import { askAgain, claimAttempt, endNudge, putOffNudge } from "@cfa/db/queries/nudges/claim";
import { booksStanding } from "@cfa/db/queries/nudges/said";
import { attemptsOf, holdParty, holdQueuedNudge, type HeldNudge } from "@cfa/db/queries/nudges/stored-nudge";
import { partyRoots } from "@cfa/db/queries/party-roots";
import type { BooksFact, SendFacts } from "@cfa/nudges/facts";
import type { Provider, Way } from "@cfa/nudges/kinds";
import type { SendVerdict } from "@cfa/nudges/plan";
import type { PlanRules } from "@cfa/nudges/rules";
import { withLink } from "@cfa/nudges/templates/fill";
import { assert } from "@cfa/values/assert";
import { localDateAt } from "@cfa/values/local-date";

import type { Outgoing } from "../channels/channel.ts";
import { makeSalt } from "./address-hash.ts";
import { readPartyFacts } from "./party-facts.ts";
import { readPlanRules } from "./plan-rules.ts";

/** What is to become of a nudge now, by all that is known of it. */
export type Judge = (facts: SendFacts, rules: PlanRules, now: Date) => SendVerdict;

/** What of the program a message is made with. */
export type SendSettings = {
  readonly judge: Judge;
  /** Where customers' pages are. */
  readonly publicUrl: string;
};

/**
 * What came of looking at a nudge. `call`: it is written down as sent, and is to be handed over now. `busy`: something of the company is being changed. `gone`: it is not
 * to be sent now, or not by us. `other-way`: it would go by a way for which no moment was taken.
 */
export type Looked =
  | { kind: "call"; way: Way; provider: Provider; outgoing: Outgoing }
  | { kind: "busy" }
  | { kind: "gone" }
  | { kind: "other-way"; way: Way }
  | { kind: "done"; code: string };

const NOBODY = { provider: null, state: "none" } as const;

/**
 * The one gate: reads all that a message hangs on, judges it, and writes the attempt down, in one transaction during which nothing of that can change. Once it is
 * committed the message counts as sent: whoever dies before the call has been made has lost it, which is better than two. `permitted`: the way for which a
 * moment was taken. `carried`: the ways by which this process can send.
 */
export async function claimSend(
  tx: CompanyTx,
  { nudgeId, permitted, now }: { nudgeId: string; permitted: Way; now: Date },
  { judge, publicUrl, carried }: SendSettings & { readonly carried: ReadonlySet<Way> },
): Promise<Looked> {
  if (!(await tryToHoldStill(tx))) return { kind: "busy" };
  const nudge = await holdQueuedNudge(tx, nudgeId);
  if (nudge === undefined || nudge.sendAt > now) return { kind: "gone" };
  if (now >= nudge.notAfter) return end(tx, nudge, { code: "day-passed", at: now });
  const host = new URL(publicUrl).hostname;
  const said = await readPlanRules(tx, { today: localDateAt(now), linkHost: host });
  if (said === null) return end(tx, nudge, { code: "off", at: now });
  const rules = {
    ...said,
    ways: said.ways.map((way) => (carried.has(way.way) ? way : { ...way, ...NOBODY })),
  };
  const facts = await readSendFacts(tx, nudge, now);
  if (facts === null) return end(tx, nudge, { code: "paid", at: now });
  const verdict = judge(facts, rules, now);
  switch (verdict.kind) {
    case "end":
      return end(tx, nudge, { code: verdict.code, at: now });
    case "put-off":
      await putOffNudge(tx, nudgeId, verdict);
      return { kind: "done", code: verdict.code };
    case "ask-again":
      await askAgain(tx, nudgeId, verdict.code);
      return { kind: "done", code: verdict.code };
    case "send": {
      if (verdict.way !== permitted && verdict.way !== "print")
        return { kind: "other-way", way: verdict.way };
      return claim(tx, nudge, { verdict, rules, now, publicUrl, host });
    }
  }
}

async function end(tx: CompanyTx, nudge: HeldNudge, how: Parameters<typeof endNudge>[2]): Promise<Looked> {
  await endNudge(tx, nudge.nudgeId, how);
  return { kind: "done", code: how.code };
}

/** Everything that one nudge is judged by; null: its party is there no more. Its party is held: the sends of one come one after the other. */
async function readSendFacts(tx: CompanyTx, nudge: HeldNudge, now: Date): Promise<SendFacts | null> {
  const head = (await partyRoots(tx)).get(nudge.guid) ?? nudge.guid;
  await holdParty(tx, head, now);
  const salt = await addressSalt(tx, makeSalt());
  const { parties, addresses } = await readPartyFacts(tx, {
    now,
    salt,
    wayOrder: nudge.wayOrder,
    guids: [head],
  });
  const [party] = parties;
  if (party === undefined) return null;
  await keepAddresses(tx, addresses, now);
  return {
    nudge,
    party,
    attempts: await attemptsOf(tx, nudge.nudgeId),
    books: booksFact(await booksStanding(tx), now),
    offerHeldOut: party.offer?.isHeldOut ?? false,
  };
}

function booksFact(standing: Awaited<ReturnType<typeof booksStanding>>, now: Date): BooksFact {
  return { ...standing, freshness: freshnessAt(standing.readAt, now) };
}

type Send = {
  verdict: SendVerdict & { kind: "send" };
  rules: PlanRules;
  now: Date;
  publicUrl: string;
  host: string;
};

async function claim(tx: CompanyTx, nudge: HeldNudge, send: Send): Promise<Looked> {
  const { verdict, rules, now, publicUrl, host } = send;
  const { way, address, rendered, template } = verdict;
  const provider = rules.ways.find((each) => each.way === way)?.provider ?? null;
  assert(provider !== null, "a way that is taken has somebody who carries it");
  // A letter gets its link when it is printed.
  const link = way === "print" || !rendered.hasLink ? null : makePayToken();
  const claimed = await claimAttempt(tx, nudge, {
    verdict,
    provider,
    at: now,
    host,
    tokenHash: link?.tokenHash ?? null,
  });
  if (claimed === null) return end(tx, nudge, { code: "step-sent", at: now });
  const page = nudge.offerId === null ? "n" : "pay";
  const url = link === null ? null : `${publicUrl}/${page}/${link.token}`;
  return {
    kind: "call",
    way,
    provider,
    outgoing: {
      ...claimed,
      to: address?.address ?? "",
      rendered: url === null ? rendered : withLink(rendered, url),
      template,
      language: nudge.language,
      stopUrl: url === null ? null : `${url}/stop`,
    },
  };
}
