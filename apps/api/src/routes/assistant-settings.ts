import type { ReadKey } from "@cfa/contract/assistant";
import { inCompany } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { addReadKey, readKeys, revokeReadKey, type ReadKeyRow } from "@cfa/db/queries/assistant/read-keys";
import { assistantSettings, sayAssistantSettings } from "@cfa/db/queries/assistant/settings";
import { readCompany } from "@cfa/db/queries/snapshot";
import { lockMembers } from "@cfa/db/queries/members";
import { idOut } from "@cfa/values/ids";

import type { ModelSettings } from "../assistant/model/settings.ts";
import { newKey } from "../auth/api-key.ts";
import type { Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { uuidOf } from "../uuid-of.ts";

const DAY_MILLIS = 86_400_000;
const MOST_LIVE_KEYS = 20;

/** What an owner lets the assistant do, and the keys with which programs read by the catalogue. */
export function assistantSettingRoutes(
  { db, assistant: { settings: model } }: Services,
  { routes, member }: ReturnType<typeof guarded>,
) {
  const { assistant } = routes;
  return {
    settings: assistant.settings.use(member).handler(({ context: { scope } }) =>
      readCompany(db, scope.companyId, async (snapshot) => ({
        settings: await assistantSettings(snapshot),
        model: model && { provider: model.provider, model: model.model, host: hostOf(model) },
      })),
    ),

    saySettings: assistant.saySettings.use(member).handler(({ context: { scope }, input: { settings } }) =>
      inCompany(db, scope.companyId, async (tx) => {
        const before = await assistantSettings(tx);
        await sayAssistantSettings(tx, settings, { at: scope.now, by: scope.user });
        const detail = { before, after: settings };
        await addAuditEntry(tx, { user: scope.user, action: "change-assistant-settings", detail });
        return { settings };
      }),
    ),

    keys: assistant.keys.use(member).handler(({ context: { scope } }) =>
      readCompany(db, scope.companyId, async (snapshot) => ({
        rows: (await readKeys(snapshot)).map((row) => presentReadKey(row, scope.now)),
      })),
    ),

    makeKey: assistant.makeKey.use(member).handler(({ context: { scope }, input: { name, days } }) =>
      inCompany(db, scope.companyId, async (tx) => {
        await lockMembers(tx); // so that the count holds
        const live = (await readKeys(tx)).filter((row) => stateOf(row, scope.now) === "live");
        if (live.length >= MOST_LIVE_KEYS) {
          const message = `There are ${MOST_LIVE_KEYS} keys in force already. Revoke one that is no longer used.`;
          throw new ApiFailure("conflict", { message });
        }
        const { key, kept } = newKey("read");
        const endsAt = new Date(scope.now.getTime() + days * DAY_MILLIS);
        const keyId = await addReadKey(tx, { ...kept, name, endsAt, at: scope.now, by: scope.user });
        await addAuditEntry(tx, { user: scope.user, action: "read-key.made", detail: { key: name } });
        const row = (await readKeys(tx)).find((one) => one.keyId === keyId);
        if (row === undefined) throw new Error("a key that was just made is not there");
        return { row: presentReadKey(row, scope.now), key };
      }),
    ),

    revokeKey: assistant.revokeKey.use(member).handler(({ context: { scope }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        const name = await revokeReadKey(tx, uuidOf("readKey", input.keyId), scope.now);
        if (name === undefined) throw new ApiFailure("not-found");
        await addAuditEntry(tx, { user: scope.user, action: "read-key.revoked", detail: { key: name } });
        return {};
      }),
    ),
  };
}

function presentReadKey(row: ReadKeyRow, now: Date): ReadKey {
  return {
    keyId: idOut("readKey", row.keyId),
    name: row.name,
    lastFour: row.lastFour,
    state: stateOf(row, now),
    madeAt: row.madeAt.toISOString(),
    by: row.by,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    endsAt: row.endsAt.toISOString(),
  };
}

function stateOf({ revokedAt, endsAt }: ReadKeyRow, now: Date): ReadKey["state"] {
  if (revokedAt !== null) return "revoked";
  return endsAt > now ? "live" : "ended";
}

/** Where questions would go: told to who decides on it. */
function hostOf({ provider, url }: ModelSettings): string {
  if (url !== null) return new URL(url).host;
  return provider === "anthropic" ? "api.anthropic.com" : "generativelanguage.googleapis.com";
}
