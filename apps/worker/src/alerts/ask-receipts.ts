import { inCompany } from "@cfa/db/company-scope";
import { markDead } from "@cfa/db/queries/alerts/devices";
import { markReceipts, receiptsDue, type ToAsk } from "@cfa/db/queries/alerts/messages";

import type { Told } from "../channels/channel.ts";
import type { TellingDeps } from "./telling.ts";

const CALL_MILLIS = 15_000;
const AGAIN_MILLIS = 15 * 60_000;
/** The push service keeps receipts for a day. */
const KEPT_MILLIS = 24 * 3_600_000;
const AT_ONCE = 300;

/** Asks what became of what was pushed. A phone on which the app is no more is not written to again. */
export async function askReceipts({ db, now, telling }: TellingDeps, companyId: string): Promise<void> {
  const due = await inCompany(db, companyId, (tx) => receiptsDue(tx, now(), AT_ONCE), { role: "job" });
  const tickets = due.flatMap((message) => Object.values(message.tickets));
  if (tickets.length === 0) return;
  const answer = await telling.push.receipts(tickets, AbortSignal.timeout(CALL_MILLIS));
  const told = new Map(answer === "later" ? [] : answer.map((one) => [one.providerId, one]));
  const at = now();
  await inCompany(
    db,
    companyId,
    async (tx) => {
      for (const message of due) {
        const { left, isSeen, failures } = readReceipts(message, told);
        const isOver = at.getTime() - message.madeAt.getTime() > KEPT_MILLIS;
        const isDone = Object.keys(left).length === 0 || isOver;
        await markReceipts(tx, message.messageId, {
          state: isSeen ? "delivered" : isDone && failures.length > 0 ? "failed" : "accepted",
          failure: failures[0]?.code ?? null,
          left: isDone ? null : left,
          askAt: isDone ? null : new Date(at.getTime() + AGAIN_MILLIS),
        });
        for (const { deviceId, code, scope } of failures) {
          if (scope === "address" && code === "dead") {
            await markDead(tx, { userId: message.userId, deviceId, at });
          }
        }
      }
    },
    { role: "job" },
  );
}

/** What the receipts of one message say: what is still open, whether a phone's maker took it, and what went wrong where. */
function readReceipts({ tickets }: ToAsk, told: ReadonlyMap<string | null, Told>) {
  const left: Record<string, string> = {};
  const failures: { deviceId: string; scope: string; code: string }[] = [];
  let isSeen = false;
  for (const [deviceId, ticket] of Object.entries(tickets)) {
    const one = told.get(ticket);
    if (one === undefined) left[deviceId] = ticket;
    else if (one.failure === null) isSeen = true;
    else failures.push({ deviceId, scope: one.failure.scope, code: one.failure.code });
  }
  return { left, isSeen, failures };
}
