import { inCompany } from "@cfa/db/company-scope";
import { claimPairing, findPairing, lockPairing } from "@cfa/db/queries/pairings";
import { addWaitingAgent } from "@cfa/db/queries/waiting-agents";

import { countWithin, giveTryBack } from "../auth/limit.ts";
import { hashOf, makeToken } from "../auth/one-time.ts";
import type { Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { makeCode, NEW_CODES, PAIRING_MILLIS, POLL_SECONDS, WRONG_CODES } from "../pairing/codes.ts";
import { pollClaim } from "../pairing/poll-claim.ts";

/** The agent's side of pairing. Nobody is signed in: what counts is a code, a token or a claim. */
export function agentPairingRoutes({ db, now }: Services, { routes }: ReturnType<typeof guarded>) {
  const { agentPairing } = routes;
  return {
    claim: agentPairing.claim.handler(async ({ context: { address, log }, input }) => {
      const { code, token, ...agent } = input;
      if ((code === undefined) === (token === undefined)) {
        throw new ApiFailure("bad-input", { field: "code", message: "Give either a code or a token." });
      }
      const at = { db, now: now() };
      await countWithin(WRONG_CODES, address, at);
      const found = await findPairing(
        db,
        code === undefined
          ? { column: "token_hash", hash: hashOf(token ?? "") }
          : { column: "code_hash", hash: hashOf(code) },
      );
      const claim = makeToken();
      const claimed =
        found &&
        (await inCompany(db, found.companyId, async (tx) => {
          const row = await lockPairing(tx, found.pairingId);
          if (row?.state !== "open" || row.expiresAt <= at.now) return undefined;
          // For a key that was made and shown after signing in again, the token is that person's word already.
          const state = row.keyId === null ? "claimed" : "confirmed";
          await claimPairing(tx, row.pairingId, { ...agent, address, state, claimHash: hashOf(claim) });
          return row;
        }));
      if (!claimed) {
        log.info({ event: "pairing-code-wrong" }, "pairing");
        throw new ApiFailure("not-found", {
          message: "This code is wrong or no longer valid. Take a new one from the app.",
        });
      }
      await giveTryBack(WRONG_CODES, address, at);
      return { claim, intervalSeconds: POLL_SECONDS, expiresAt: claimed.expiresAt.toISOString() };
    }),

    start: agentPairing.start.handler(async ({ context: { address }, input }) => {
      const at = { db, now: now() };
      await countWithin(NEW_CODES, address, at);
      const expiresAt = new Date(at.now.getTime() + PAIRING_MILLIS);
      const claim = makeToken();
      for (let attempt = 1; attempt <= 3; attempt++) {
        const code = makeCode();
        const agent = { ...input, address, claimHash: hashOf(claim), codeHash: hashOf(code) };
        if (!(await addWaitingAgent(db, { ...agent, now: at.now, expiresAt }))) continue;
        return { code, claim, intervalSeconds: POLL_SECONDS, expiresAt: expiresAt.toISOString() };
      }
      throw new Error("three random codes were all taken");
    }),

    poll: agentPairing.poll.handler(async ({ context: { log }, input }) => {
      const polled = await pollClaim(db, hashOf(input.claim), now());
      if (polled.state === "paired") log.info({ event: "agent-paired" }, "pairing");
      return polled;
    }),
  };
}
