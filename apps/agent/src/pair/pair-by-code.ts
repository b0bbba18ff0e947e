import { PairingCode, PairingToken, type AgentOffer } from "@cfa/contract/pairing";
import { PAIRING_QR, showCode } from "@cfa/contract/pairing-code";
import type { CompanyRecord } from "@cfa/contract/records";
import { fail, ok, type Result } from "@cfa/values/result";
import { toString as drawQr } from "qrcode";

import type { PairingLink } from "./pairing-link.ts";

export type PairByCode = {
  readonly link: PairingLink;
  readonly company: CompanyRecord;
  /** What this PC and its user are called, for the person who confirms. */
  readonly self: { readonly machine: string; readonly user: string };
  /** What the app shows; without it this agent shows a code of its own. */
  readonly code: string | undefined;
  readonly say: (line: string) => void;
  readonly sleep: (ms: number) => Promise<void>;
};

/** A server that cannot be reached is asked again until the code is over: about ten minutes. */
const MOST_POLLS = 150;

/** Pairs with a code, either way round, and answers the key. Whoever has the app confirms in between. */
export async function pairByCode(options: PairByCode): Promise<Result<string, string>> {
  const { link, company, self, code, say } = options;
  const offer: AgentOffer = {
    machine: self.machine.slice(0, 200),
    windowsUser: self.user.slice(0, 200),
    tallyCompany: company.name.slice(0, 300),
    tallyGuid: company.guid,
    gstin: company.gstin?.slice(0, 40) ?? null,
  };
  if (code === undefined) {
    const started = await link.start(offer);
    if (!started.ok) return fail(started.error.message);
    await showOwnCode(started.value.code, company.name, say);
    return waitForKey(started.value, options);
  }
  const by = typedCode(code);
  if (!by.ok) return by;
  const claimed = await link.claim(by.value, offer);
  if (!claimed.ok) return fail(claimed.error.message);
  say(`The app now shows this PC and "${company.name}". Confirm it there…`);
  return waitForKey(claimed.value, options);
}

/** A code of eight letters, or the token of a QR. */
function typedCode(text: string): Result<{ code: string } | { token: string }, string> {
  const bare = text.trim().replace(PAIRING_QR, "");
  const token = PairingToken.safeParse(bare);
  if (token.success) return ok({ token: token.data });
  const code = PairingCode.safeParse(bare);
  if (code.success) return ok({ code: code.data });
  return fail(`"${text}" is not a pairing code. It has eight letters, such as BCDF-GHJK.`);
}

async function showOwnCode(code: string, company: string, say: PairByCode["say"]): Promise<void> {
  say(`To pair "${company}", open CFA on your phone: Tally sync → Connect → scan or type this code.\n`);
  say(await drawQr(`${PAIRING_QR}${code}`, { type: "terminal", small: true, errorCorrectionLevel: "M" }));
  say(`  ${showCode(code)}\n\nIt holds for ten minutes. Waiting for your confirmation in the app…`);
}

async function waitForKey(
  { claim, intervalSeconds }: { claim: string; intervalSeconds: number },
  { link, say, sleep }: PairByCode,
): Promise<Result<string, string>> {
  let wait = intervalSeconds;
  for (let turn = 1; turn <= MOST_POLLS; turn++) {
    await sleep(wait * 1000);
    const polled = await link.poll(claim);
    if (!polled.ok) {
      if (!polled.error.isPassing) return fail(polled.error.message);
      if (turn % 12 === 1) say(`${polled.error.message} Trying again…`);
      continue;
    }
    const { state, key } = polled.value;
    if (state === "paired" && key !== undefined) return ok(key);
    if (state === "refused") return fail("The pairing was refused in the app.");
    if (state === "expired") return fail("The code is no longer valid. Run agent pair again for a new one.");
    if (state === "slow-down") wait = Math.max(wait, polled.value.intervalSeconds);
  }
  return fail("Nobody confirmed this PC in time. Run agent pair again.");
}
