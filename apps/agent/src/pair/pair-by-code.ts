import { PairingCode, PairingToken, type AgentOffer } from "@cfa/contract/pairing";
import { PAIRING_QR } from "@cfa/contract/pairing-code";
import type { CompanyRecord } from "@cfa/contract/records";
import { fail, ok, type Result } from "@cfa/values/result";

import type { PairingFailure, PairingLink } from "./pairing-link.ts";

/** What happens while a code is waited for, to be shown. */
export type PairingEvent =
  | { readonly kind: "own-code"; readonly code: string; readonly expiresAt: string }
  | { readonly kind: "claimed"; readonly expiresAt: string }
  | { readonly kind: "retrying"; readonly message: string };

/** Why a pairing came to no key. */
export type PairingEnd = {
  readonly state: "refused" | "expired" | "failed";
  readonly code: string;
  readonly message: string;
};

export type PairByCode = {
  readonly link: PairingLink;
  readonly company: CompanyRecord;
  /** What this PC and its user are called, for the person who confirms. */
  readonly self: { readonly machine: string; readonly user: string };
  /** What the app shows; without it this agent shows a code of its own. */
  readonly code: string | undefined;
  readonly told: (event: PairingEvent) => void | Promise<void>;
  readonly sleep: (ms: number) => Promise<unknown>;
  /** Once it is aborted nobody waits any longer. */
  readonly ending?: AbortSignal;
};

/** A server that cannot be reached is asked again until the code is over: about ten minutes. */
const MOST_POLLS = 150;
/** A line that stays down is told of again after so many polls. */
const TOLD_AGAIN_AFTER = 12;

/** Pairs with a code, either way round, and answers the key. Whoever has the app confirms in between. */
export async function pairByCode(options: PairByCode): Promise<Result<string, PairingEnd>> {
  const { link, company, self, code, told } = options;
  const offer: AgentOffer = {
    machine: self.machine.slice(0, 200),
    windowsUser: self.user.slice(0, 200),
    tallyCompany: company.name.slice(0, 300),
    tallyGuid: company.guid,
    gstin: company.gstin?.slice(0, 40) ?? null,
  };
  if (code === undefined) {
    const started = await link.start(offer);
    if (!started.ok) return fail(endOf(started.error));
    const { expiresAt } = started.value;
    await told({ kind: "own-code", code: started.value.code, expiresAt });
    return waitForKey(started.value, options);
  }
  const by = typedCode(code);
  if (!by.ok) return by;
  const claimed = await link.claim(by.value, offer);
  if (!claimed.ok) return fail(endOf(claimed.error));
  await told({ kind: "claimed", expiresAt: claimed.value.expiresAt });
  return waitForKey(claimed.value, options);
}

/** A code of eight letters, or the token of a QR, as people type or paste it. */
export function typedCode(text: string): Result<{ code: string } | { token: string }, PairingEnd> {
  const bare = text.trim().replace(PAIRING_QR, "");
  const token = PairingToken.safeParse(bare);
  if (token.success) return ok({ token: token.data });
  const code = PairingCode.safeParse(bare);
  if (code.success) return ok({ code: code.data });
  return fail({
    state: "failed",
    code: "bad-code",
    message: `"${text.slice(0, 60)}" is not a pairing code. It has eight letters, such as BCDF-GHJK.`,
  });
}

function endOf({ code, message }: PairingFailure): PairingEnd {
  return { state: "failed", code, message };
}

async function waitForKey(
  { claim, intervalSeconds }: { claim: string; intervalSeconds: number },
  { link, told, sleep, ending }: PairByCode,
): Promise<Result<string, PairingEnd>> {
  let wait = intervalSeconds;
  for (let turn = 1; turn <= MOST_POLLS; turn++) {
    await sleep(wait * 1000);
    if (ending?.aborted === true) break;
    const polled = await link.poll(claim);
    if (!polled.ok) {
      if (!polled.error.isPassing) return fail(endOf(polled.error));
      if (turn % TOLD_AGAIN_AFTER === 1) await told({ kind: "retrying", message: polled.error.message });
      continue;
    }
    const { state, key } = polled.value;
    if (state === "paired" && key !== undefined) return ok(key);
    if (state === "refused") return fail(ended("refused", "The pairing was refused in the app."));
    if (state === "expired") return fail(ended("expired", "The code is no longer valid."));
    if (state === "slow-down") wait = Math.max(wait, polled.value.intervalSeconds);
  }
  return fail(ended("expired", "Nobody confirmed this PC in time."));
}

function ended(state: "refused" | "expired", message: string): PairingEnd {
  return { state, code: `pairing-${state}`, message };
}
