import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { holdCompany } from "@cfa/db/queries/insights/keep-learning";
import { nextToFindOut } from "@cfa/db/queries/nudges/attempts";
import { takeSendMoment } from "@cfa/db/queries/nudges/pace";
import { dueNudges, nextSendAt } from "@cfa/db/queries/nudges/stored-nudge";
import type { Enqueue } from "@cfa/db/queue";
import { WAYS, type Way } from "@cfa/nudges/kinds";
import type { WayFact } from "@cfa/nudges/rules";
import { assert } from "@cfa/values/assert";
import { localDateAt } from "@cfa/values/local-date";
import type { Logger } from "pino";

import { ASK_SECONDS, CALL_MILLIS } from "./ask-company.ts";
import { claimSend, type Looked, type SendSettings } from "./claim-send.ts";
import { handOver, markOutcome } from "./hand-over.ts";
import type { OpenChannels } from "./open-channel.ts";
import { readPlanRules } from "./plan-rules.ts";

export type SendDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly enqueue: Enqueue;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly sending: SendSettings & { readonly open: OpenChannels };
};

/** So many at most before others get their turn, and for so long. */
const SLICE = 200;
const SLICE_MILLIS = 10_000;
const AT_ONCE = 20;
/** What is left between two calls beyond the pace's share. */
const SPARE = 1.05;
const BUSY_SECONDS = 5;
/** A moment further off than this is not waited for. */
const WAIT_MILLIS = 2_000;

export type Sent = { sent: number; looked: Record<string, number> };

/**
 * Sends what a company has queued and whose moment has come, for a while: the rest, and what comes later, with the next job. Safe to run twice and beside
 * itself: each message is held by whoever looks at it.
 */
export async function sendCompany(deps: SendDeps, companyId: string): Promise<Sent | null> {
  const { db, now, sending, signal } = deps;
  const opened = await inCompany(
    db,
    companyId,
    async (tx) => {
      if (!(await holdCompany(tx))) return null;
      const rules = await readPlanRules(tx, { today: localDateAt(now()), linkHost: "" });
      return { ways: rules?.ways ?? [], channels: await sending.open(tx) };
    },
    { role: "job" },
  );
  if (opened === null) return null;
  const spacing = new Map<Way, number>();
  const result: Sent = { sent: 0, looked: {} };
  const isOver = endOf(now());
  let isMore = true;
  for (let done = 0; done < SLICE && !isOver(now()) && !signal.aborted;) {
    const due = await inCompany(db, companyId, (tx) => dueNudges(tx, { now: now(), limit: AT_ONCE }), {
      role: "job",
    });
    isMore = due.length > 0;
    if (!isMore) break;
    const looked = await Promise.all(
      due.map((nudge) => sendOne({ ...deps, ...opened, companyId, spacing }, nudge)),
    );
    for (const what of looked) result.looked[what] = (result.looked[what] ?? 0) + 1;
    done += due.length;
    isMore = looked.some((what) => what !== "busy" && what !== "gone" && what !== "pace");
    if (!isMore) break;
  }
  result.sent = result.looked["call"] ?? 0;
  await goOn(deps, companyId, isMore);
  deps.log.info({ companyId, ...result }, "messages were sent");
  return result;
}

function endOf(begun: Date): (at: Date) => boolean {
  return (at) => at.getTime() - begun.getTime() > SLICE_MILLIS;
}

type Opened = SendDeps & {
  companyId: string;
  ways: readonly WayFact[];
  channels: Awaited<ReturnType<OpenChannels>>;
  /** When the next call by each way may be made: what the gate has held up comes no closer together for it. */
  spacing: Map<Way, number>;
};

/** One nudge: a moment of its way, the gate, the call, and what came of it. A nudge that is to go another way comes with a moment of that. */
async function sendOne(
  deps: Opened,
  { nudgeId, way: first }: { nudgeId: string; way: string | null },
): Promise<string> {
  const { db, companyId, sending, now } = deps;
  const carried = new Set(deps.channels.keys());
  let way: Way = WAYS.find((each) => each === first) ?? "print";
  let looked: Looked = { kind: "gone" };
  for (let turn = 0; turn <= WAYS.length; turn++) {
    if (!(await waitForMoment(deps, way))) return "pace";
    const permitted = way;
    looked = await inCompany(
      db,
      companyId,
      (tx) => claimSend(tx, { nudgeId, permitted, now: now() }, { ...sending, carried }),
      { role: "job" },
    );
    if (looked.kind !== "other-way") break;
    way = looked.way;
  }
  if (looked.kind === "call") await call(deps, looked);
  return looked.kind;
}

/** Takes the next moment of an account and waits for it; false: it is too far off, others get their turn. A way without an account needs none. */
async function waitForMoment({ db, companyId, ways, now, signal }: Opened, way: Way): Promise<boolean> {
  const { provider = null, pace = 1 } = ways.find((each) => each.way === way) ?? {};
  if (way === "print" || provider === null) return true;
  const moment = await inCompany(
    db,
    companyId,
    (tx) => takeSendMoment(tx, { way, pace, now: now(), within: WAIT_MILLIS }),
    { role: "job" },
  );
  if (moment === undefined || signal.aborted) return false;
  const millis = moment.getTime() - now().getTime();
  if (millis > 0) await new Promise((resolve) => setTimeout(resolve, millis));
  return true;
}

/** Waits until a call is as far from the one before it by that way as the account's pace wants, and a little more, for the network. */
async function keepApart({ ways, spacing, now }: Opened, way: Way): Promise<void> {
  const { provider = null, pace = 1 } = ways.find((each) => each.way === way) ?? {};
  if (way === "print" || provider === null) return;
  const at = Math.max(now().getTime(), spacing.get(way) ?? 0);
  spacing.set(way, at + (1_000 / pace) * SPARE);
  const millis = at - now().getTime();
  if (millis > 0) await new Promise((resolve) => setTimeout(resolve, millis));
}

async function call(deps: Opened, { way, outgoing }: Looked & { kind: "call" }): Promise<void> {
  const { db, companyId, channels, now } = deps;
  await keepApart(deps, way);
  const channel = channels.get(way);
  assert(channel !== undefined, "the gate lets nothing go by a way that nobody carries");
  const outcome = await handOver(channel, outgoing);
  await inCompany(db, companyId, (tx) => markOutcome(tx, outgoing.attemptId, { outcome, at: now() }), {
    role: "job",
  });
}

/** The next job: at once where more is due, after others had their turn; else when the next message is. */
async function goOn({ db, enqueue, now }: SendDeps, companyId: string, isMore: boolean): Promise<void> {
  await inCompany(
    db,
    companyId,
    async (tx) => {
      if (!(await holdCompany(tx))) return;
      if ((await nextToFindOut(tx, CALL_MILLIS)) !== null) {
        await enqueue(tx, "ask-attempts", { companyId }, { afterSeconds: ASK_SECONDS });
      }
      const next = await nextSendAt(tx);
      if (next === null) return;
      if (isMore && next <= now()) return enqueue(tx, "send-nudges", { companyId });
      const seconds = Math.max(BUSY_SECONDS, Math.ceil((next.getTime() - now().getTime()) / 1_000));
      const minute = Math.floor(next.getTime() / 60_000);
      await enqueue(tx, "send-nudges-again", { companyId, minute }, { afterSeconds: seconds });
    },
    { role: "job" },
  );
}
