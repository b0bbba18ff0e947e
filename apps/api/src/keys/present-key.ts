import type { AgentKey } from "@cfa/contract/keys";
import type { KeyRow } from "@cfa/db/queries/api-keys";
import { idOut } from "@cfa/values/ids";

/** A key as people see it after it was shown: never the key. */
export function presentKey(row: KeyRow, now: Date): AgentKey {
  return {
    keyId: idOut("key", row.keyId),
    name: row.name,
    lastFour: row.lastFour,
    state: stateOf(row, now),
    createdAt: row.createdAt.toISOString(),
    by: row.by,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    endsAt: (row.revokedAt ?? row.expiresAt)?.toISOString() ?? null,
    replaces: row.replaces === null ? null : idOut("key", row.replaces),
  };
}

function stateOf(row: KeyRow, now: Date): AgentKey["state"] {
  if (row.revokedAt !== null) return "revoked";
  if (row.expiresAt !== null) return row.expiresAt <= now ? "expired" : "replaced";
  return row.lastUsedAt === null ? "unused" : "live";
}
