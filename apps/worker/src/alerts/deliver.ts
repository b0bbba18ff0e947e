import { isInQuiet } from "@cfa/contract/alert-kinds";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { devicesOf, markDead, type DeviceRow } from "@cfa/db/queries/alerts/devices";
import {
  markMessage,
  takeMessage,
  waitingMessages,
  type MessageEnd,
  type TakenMessage,
} from "@cfa/db/queries/alerts/messages";
import { preferencesIn } from "@cfa/db/queries/alerts/preferences";
import { localDateAt } from "@cfa/values/local-date";

import type { Outcome } from "../channels/channel.ts";
import { mailText, type Composed, type Reader } from "./compose.ts";
import { indianMinute, type TellingDeps } from "./telling.ts";

const CALL_MILLIS = 15_000;
/** After so long a sender that has not said what came of it is taken to have died. */
const LOST_MILLIS = 10 * 60_000;
/** What could not go out for so long is of no use any more. */
const STALE_MILLIS = 3 * 3_600_000;
const RECEIPT_MILLIS = 15 * 60_000;
const AT_ONCE = 50;

/** Where members of a company are reached, by member, and how they read. */
export type Reached = ReadonlyMap<string, { email: string | null; reader: Reader }>;

/**
 * Sends what is to go out to a company's members, each once: taking it is written down before the call, and what may have gone out is never sent again. Safe to run
 * twice and beside itself.
 */
export async function deliver(deps: TellingDeps, companyId: string, reached: Reached): Promise<void> {
  const job = <T>(work: (tx: CompanyTx) => Promise<T>) =>
    inCompany(deps.db, companyId, work, { role: "job" });
  const tried = new Set<string>();
  for (;;) {
    const waiting = (await job((tx) => waitingMessages(tx, AT_ONCE))).filter((id) => !tried.has(id));
    if (waiting.length === 0) return;
    for (const id of waiting) {
      tried.add(id);
      const taken = await job((tx) => take(tx, id, deps.now()));
      if (taken === null) continue;
      const end = await send(deps, { ...taken, reached });
      await job(async (tx) => {
        await markMessage(tx, id, end);
        const { userId } = taken.message;
        for (const deviceId of end.dead) await markDead(tx, { userId, deviceId, at: deps.now() });
      });
    }
  }
}

type Taken = { message: TakenMessage; devices: DeviceRow[] };

/** Takes a message, unless its time is over: it has waited too long, or its member wants quiet meanwhile. */
async function take(tx: CompanyTx, messageId: string, now: Date): Promise<Taken | null> {
  const message = await takeMessage(tx, messageId, { lostAt: new Date(now.getTime() + LOST_MILLIS) });
  if (message === undefined) return null;
  const { userId, way, madeAt } = message;
  const said = (await preferencesIn(tx, userId)).get(userId);
  const isPaused = said?.quietUntil != null && localDateAt(now) < said.quietUntil;
  const isQuiet = said === undefined || isPaused || isInQuiet(said.quiet, indianMinute(now));
  const isStale = now.getTime() - madeAt.getTime() > STALE_MILLIS;
  if (isQuiet || isStale) {
    const state = message.kind === "alert" && !isStale ? "held" : "failed";
    await markMessage(tx, messageId, { state, failure: isStale ? "too-late" : "quiet" });
    return null;
  }
  const devices = way === "push" ? await devicesOf(tx, userId) : [];
  return { message, devices: devices.filter(({ deadAt }) => deadAt === null) };
}

type End = MessageEnd & { dead: readonly string[] };

async function send(
  { telling, now }: TellingDeps,
  { message, devices, reached }: Taken & { reached: Reached },
): Promise<End> {
  const composed = message.body as Composed;
  const { email = null, reader } = reached.get(message.userId) ?? {};
  const signal = AbortSignal.timeout(CALL_MILLIS);
  if (message.way === "email") {
    if (telling.mail === null || email === null || reader === undefined) return failed("no-address");
    const text = mailText(composed, reader, telling.publicUrl);
    const mail = { id: message.messageId, to: email, subject: composed.title, text };
    return endOf([{ deviceId: "", outcome: await telling.mail.send(mail, signal) }], now());
  }
  if (devices.length === 0) return failed("no-device");
  const { title, text: body, path } = composed;
  const outcomes = await telling.push.send(
    devices.map(({ token }) => ({ token, title, body, data: { path } })),
    signal,
  );
  const told = outcomes.flatMap((outcome, at) => {
    const deviceId = devices[at]?.deviceId;
    return deviceId === undefined ? [] : [{ deviceId, outcome }];
  });
  return endOf(told, now());
}

/** What a message came to, told by what each phone, or the one mailbox, came to. */
function endOf(told: readonly { deviceId: string; outcome: Outcome }[], now: Date): End {
  const dead = told.flatMap(({ deviceId, outcome }) =>
    outcome.kind === "refused" && outcome.scope === "address" && outcome.code === "dead" ? [deviceId] : [],
  );
  const accepted = told.flatMap(({ deviceId, outcome }) =>
    outcome.kind === "accepted" ? [[deviceId, outcome.providerId] as const] : [],
  );
  if (accepted.length > 0) {
    const isMail = accepted[0]?.[0] === "";
    if (isMail) return { state: "accepted", providerId: accepted[0]?.[1] ?? null, dead };
    const receiptAt = new Date(now.getTime() + RECEIPT_MILLIS);
    return { state: "accepted", tickets: Object.fromEntries(accepted), receiptAt, dead };
  }
  const of = (kind: Outcome["kind"]) => told.find(({ outcome }) => outcome.kind === kind)?.outcome;
  const unclear = of("unknown") ?? of("later") ?? of("refused");
  if (unclear === undefined || unclear.kind === "accepted") return failed("nobody");
  const state = { unknown: "unknown", later: "waiting", refused: "failed" } as const;
  return { state: state[unclear.kind], failure: unclear.code, dead };
}

function failed(failure: string): End {
  return { state: "failed", failure, dead: [] };
}
