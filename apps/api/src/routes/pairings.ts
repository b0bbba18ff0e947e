import type { PairingView } from "@cfa/contract/pairing";
import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import {
  dropPairing,
  lockPairing,
  movePairing,
  openPairing,
  openTaken,
  type PairingRow,
} from "@cfa/db/queries/pairings";
import { endWaiting, waitingByCode } from "@cfa/db/queries/waiting-agents";
import { idIn } from "@cfa/values/ids";

import { countWithin, giveTryBack } from "../auth/limit.ts";
import { hashOf, makeToken } from "../auth/one-time.ts";
import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { refuseOneTooMany } from "../keys/room-for-key.ts";
import { makeCode, NEW_CODES, PAIRING_MILLIS, WRONG_CODES } from "../pairing/codes.ts";
import { booksOf, isOver, presentPairing } from "../pairing/present-pairing.ts";

/** The app's side of pairing: showing a code or taking one, and a person's word on the machine that has come. */
export function pairingRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { pairings } = routes;
  return {
    open: pairings.open.use(member).handler(async ({ context: { scope } }) => {
      await countWithin(NEW_CODES, scope.companyId, { db, now: scope.now });
      const [code, token] = [makeCode(), makeToken()];
      return inCompany(db, scope.companyId, async (tx) => {
        const times = { now: scope.now, expiresAt: new Date(scope.now.getTime() + PAIRING_MILLIS) };
        const secrets = { codeHash: hashOf(code), tokenHash: hashOf(token) };
        const pairingId = await openPairing(tx, { ...secrets, ...times, by: scope.user });
        return { ...presentPairing(await required(tx, pairingId), scope.now), code, token };
      });
    }),

    take: pairings.take.use(member).handler(async ({ context: { scope, address, log }, input }) => {
      const at = { db, now: scope.now };
      for (const who of [scope.companyId, address]) await countWithin(WRONG_CODES, who, at);
      const view = await take(db, scope, input.code);
      if (view === undefined) {
        log.info({ event: "pairing-code-wrong", companyId: scope.companyId }, "pairing");
        throw new ApiFailure("not-found", {
          message: "No agent shows this code. Look at its window again: a code holds for ten minutes.",
        });
      }
      for (const who of [scope.companyId, address]) await giveTryBack(WRONG_CODES, who, at);
      return view;
    }),

    read: pairings.read
      .use(member)
      .handler(({ context: { scope }, input }) =>
        inCompany(db, scope.companyId, async (tx) =>
          presentPairing(await pairingIn(tx, input.pairingId), scope.now),
        ),
      ),

    confirm: pairings.confirm.use(member).handler(({ context: { scope }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        const row = await pairingIn(tx, input.pairingId);
        if (row.state === "confirmed" || row.state === "paired") return presentPairing(row, scope.now);
        await refuseUnfit(tx, row, scope.now);
        await movePairing(tx, row.pairingId, { state: "confirmed" });
        const detail = { machine: row.agent?.machine, books: row.agent?.tallyCompany };
        await addAuditEntry(tx, { user: scope.user, action: "key.confirmed", detail });
        return presentPairing(await required(tx, row.pairingId), scope.now);
      }),
    ),

    refuse: pairings.refuse.use(member).handler(({ context: { scope }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        const row = await pairingIn(tx, input.pairingId);
        if (row.state === "paired") {
          throw new ApiFailure("conflict", {
            message: "This machine has its key already. Revoke the key instead.",
          });
        }
        await movePairing(tx, row.pairingId, { state: "refused" });
        const detail = { machine: row.agent?.machine };
        await addAuditEntry(tx, { user: scope.user, action: "key.refused", detail });
        return presentPairing(await required(tx, row.pairingId), scope.now);
      }),
    ),
  };
}

/** The agent behind a code becomes this company's to confirm; of two companies that take it at once, one gets it. */
async function take(db: Database, scope: Scope, code: string): Promise<PairingView | undefined> {
  const agent = await waitingByCode(db, hashOf(code), scope.now);
  if (agent === undefined) return undefined;
  const times = { now: scope.now, expiresAt: new Date(scope.now.getTime() + PAIRING_MILLIS) };
  const within = <T>(work: (tx: CompanyTx) => Promise<T>) => inCompany(db, scope.companyId, work);
  // Kept before its waiting ends, so that the agent is never told in between that it is unknown.
  const pairingId = await within((tx) => openTaken(tx, { ...agent, ...times, by: scope.user }));
  if (!(await endWaiting(db, agent.claimHash))) {
    await within((tx) => dropPairing(tx, pairingId));
    return undefined;
  }
  return within(async (tx) => presentPairing(await required(tx, pairingId), scope.now));
}

async function refuseUnfit(tx: CompanyTx, row: PairingRow, now: Date): Promise<void> {
  if (isOver(row, now)) {
    throw new ApiFailure("conflict", { message: "The ten minutes are over. Start the pairing again." });
  }
  if (row.state !== "claimed") {
    throw new ApiFailure("conflict", { message: "No agent has used this code yet." });
  }
  if (booksOf(row) === "other") {
    throw new ApiFailure("wrong-company", {
      message: `"${row.agent?.tallyCompany ?? ""}" in Tally is not the company whose books are here. Register it as a company of its own.`,
    });
  }
  await refuseOneTooMany(tx, now);
}

async function pairingIn(tx: CompanyTx, id: string): Promise<PairingRow> {
  const pairingId = idIn("pairing", id);
  const row = pairingId.ok ? await lockPairing(tx, pairingId.value) : undefined;
  if (row === undefined) throw new ApiFailure("not-found");
  return row;
}

async function required(tx: CompanyTx, pairingId: string): Promise<PairingRow> {
  const row = await lockPairing(tx, pairingId);
  if (row === undefined) throw new Error("a pairing that was just kept is not there");
  return row;
}
