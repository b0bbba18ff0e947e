import type { ShownKey } from "@cfa/contract/keys";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import {
  addKey,
  endKeyAt,
  giveAnotherSecret,
  keysIn,
  lockKey,
  lockSuccessor,
  revokeKey,
  type KeyRow,
} from "@cfa/db/queries/api-keys";
import { lockMembers } from "@cfa/db/queries/members";
import { openForKey } from "@cfa/db/queries/pairings";
import { idIn } from "@cfa/values/ids";

import { newKey } from "../auth/api-key.ts";
import { hashOf, makeToken } from "../auth/one-time.ts";
import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { presentKey } from "../keys/present-key.ts";
import { refuseOneTooMany } from "../keys/room-for-key.ts";
import { PAIRING_MILLIS } from "../pairing/codes.ts";

/** How long the old key holds beside the new one. */
const OVERLAP_MILLIS = 72 * 3_600_000;

/** The agents' keys of a company: made, rotated and revoked by its owner. */
export function keyRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { keys } = routes;
  return {
    list: keys.list.use(member).handler(({ context: { scope } }) =>
      inCompany(db, scope.companyId, async (tx) => ({
        rows: (await keysIn(tx)).map((row) => presentKey(row, scope.now)),
      })),
    ),

    make: keys.make.use(member).handler(({ context: { scope }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        await lockMembers(tx); // so that the count holds
        await refuseOneTooMany(tx, scope.now);
        const { key, kept } = newKey();
        const made = { ...kept, name: input.name, by: scope.user.name, replaces: null };
        const keyId = await addKey(tx, made);
        const detail = { key: input.name };
        await addAuditEntry(tx, { user: scope.user, action: "key.made", detail });
        return shown(tx, scope, { keyId, key });
      }),
    ),

    rotate: keys.rotate.use(member).handler(({ context: { scope }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        const old = await keyIn(tx, input.keyId);
        if (!isInForce(old, scope.now)) {
          throw new ApiFailure("conflict", { message: "This key has ended. Make a new one." });
        }
        const { key, kept } = newKey();
        const waiting = await lockSuccessor(tx, old.keyId);
        const keyId =
          waiting?.keyId ??
          (await addKey(tx, { ...kept, name: old.name, by: scope.user.name, replaces: old.keyId }));
        // Rotated twice before anybody used the new one: that one is shown anew, and the old one ends when it would have.
        if (waiting !== undefined) await giveAnotherSecret(tx, keyId, kept);
        else await endKeyAt(tx, old.keyId, new Date(scope.now.getTime() + OVERLAP_MILLIS));
        await addAuditEntry(tx, { user: scope.user, action: "key.rotated", detail: { key: old.name } });
        return shown(tx, scope, { keyId, key });
      }),
    ),

    revoke: keys.revoke.use(member).handler(({ context: { scope, log }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        const row = await keyIn(tx, input.keyId);
        if (row.revokedAt === null) {
          await revokeKey(tx, row.keyId);
          // The one it was to replace would otherwise end with nothing in its place.
          if (row.replaces !== null && row.lastUsedAt === null) await endKeyAt(tx, row.replaces, null);
          await addAuditEntry(tx, { user: scope.user, action: "key.revoked", detail: { key: row.name } });
          log.info({ event: "key-revoked", companyId: scope.companyId, keyId: row.keyId }, "key");
        }
        return presentKey(await keyIn(tx, input.keyId), scope.now);
      }),
    ),
  };
}

/** The one showing of a key, with the token that hands the same key to an agent. */
async function shown(
  tx: CompanyTx,
  scope: Scope,
  { keyId, key }: { keyId: string; key: string },
): Promise<ShownKey> {
  const token = makeToken();
  const expiresAt = new Date(scope.now.getTime() + PAIRING_MILLIS);
  await openForKey(tx, { keyId, tokenHash: hashOf(token), by: scope.user, now: scope.now, expiresAt });
  const row = await lockKey(tx, keyId);
  if (row === undefined) throw new Error("a key that was just made is not there");
  return { row: presentKey(row, scope.now), key, token, tokenExpiresAt: expiresAt.toISOString() };
}

async function keyIn(tx: CompanyTx, id: string): Promise<KeyRow> {
  const keyId = idIn("key", id);
  const row = keyId.ok ? await lockKey(tx, keyId.value) : undefined;
  if (row === undefined) throw new ApiFailure("not-found");
  return row;
}

function isInForce(row: KeyRow, now: Date): boolean {
  return row.revokedAt === null && (row.expiresAt === null || row.expiresAt > now);
}
