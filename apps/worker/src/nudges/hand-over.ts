import type { CompanyTx } from "@cfa/db/company-scope";
import { lockCompany } from "@cfa/db/queries/locks";
import { advanceAttempt, type AttemptTold } from "@cfa/db/queries/nudges/attempts";
import { noteRefusal } from "@cfa/db/queries/nudges/refused";
import type { AttemptState } from "@cfa/nudges/kinds";

import type { Channel, Outcome, Outgoing } from "../channels/channel.ts";

const CALL_MILLIS = 15_000;

/** Hands a message over that is written down as sent. Whatever goes wrong beyond what a channel tells, nobody can say whether it went out. */
export async function handOver(channel: Pick<Channel, "send">, outgoing: Outgoing): Promise<Outcome> {
  try {
    return await channel.send(outgoing, AbortSignal.timeout(CALL_MILLIS));
  } catch (error) {
    return { kind: "unknown", code: error instanceof Error ? error.name : "fault" };
  }
}

/** Writes down what came of a call, and what it says beyond the one message. */
export async function markOutcome(
  tx: CompanyTx,
  attemptId: string,
  { outcome, at }: { outcome: Outcome; at: Date },
): Promise<AttemptState | undefined> {
  // What it says of addresses, texts and accounts is judged by elsewhere at this moment.
  if (outcome.kind === "refused") await lockCompany(tx, "nudge");
  const state = await advanceAttempt(tx, attemptId, toldBy(outcome, at));
  if (outcome.kind === "refused" && state === "failed") {
    const { scope, code, detail } = outcome;
    await noteRefusal(tx, { attemptId, failure: { scope, code, detail }, at });
  }
  return state;
}

function toldBy(outcome: Outcome, at: Date): AttemptTold {
  switch (outcome.kind) {
    case "accepted":
      return { state: "accepted", at, providerId: outcome.providerId };
    case "refused": {
      const { scope, code, detail } = outcome;
      return { state: "failed", at, failure: { scope, code, detail } };
    }
    case "later":
      return { state: "put-off", at, again: new Date(at.getTime() + outcome.afterSeconds * 1_000) };
    case "unknown":
      return { state: "unknown", at, failure: { scope: "message", code: outcome.code, detail: "" } };
  }
}
