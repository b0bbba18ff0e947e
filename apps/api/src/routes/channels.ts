import type { ChannelsStanding, ChannelToSet } from "@cfa/contract/channels";
import { ADDRESS_WAYS, WAY_OF_PROVIDER } from "@cfa/contract/nudge-kinds";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { lockCompany } from "@cfa/db/queries/locks";
import {
  CHANNEL_SECRET,
  channelRows,
  keepChannel,
  pauseChannel,
  removeChannel,
  type ChannelRow,
  type ChannelWay,
} from "@cfa/db/queries/nudges/channels";
import { forgetSecret, forgetSecrets, listSecrets, type SecretSet } from "@cfa/db/queries/secrets";
import type { MasterKeys } from "@cfa/db/sealing";

import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { channelHookAddress } from "../hooks/routes.ts";
import { keepSecret, keysToSeal, newHookToken, tellSecret } from "../kept-secrets.ts";
import { hookSecretsOut, removeHookSecret, setHookSecret } from "../nudges/channel-secrets.ts";

/** A company's own accounts with those who carry its messages: secrets go in, sealed, and are never read out again. No message is judged meanwhile. */
export function channelRoutes(services: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { db, masterKeys } = services;
  const { channels } = routes;
  const change = (scope: Scope, way: ChannelWay, work: Change): Promise<ChannelsStanding> =>
    changed(services, { scope, way, work });

  return {
    list: channels.list
      .use(member)
      .handler(({ context: { scope } }) => inCompany(db, scope.companyId, (tx) => standing(tx, services))),

    set: channels.set.use(member).handler(({ context: { scope }, input }) =>
      change(scope, input.way, async (tx, before) => {
        const { account, pace, way } = input;
        const { provider } = account;
        refuseOtherWay(way, provider);
        const keys = keysToSeal(masterKeys);
        if (before !== undefined && before.provider !== provider) await forgetSecrets(tx, before.provider);
        await keepSecretOf(tx, keys, { account, by: scope.user.name });
        const isSame = before?.provider === provider;
        const hookToken = isSame ? before.hookToken : newHookToken();
        const config = configOf(account, hookToken);
        await keepChannel(
          tx,
          { way, provider, config, pace, hookToken },
          { at: scope.now, by: scope.user.id },
        );
        return { action: "change-channel", detail: { way, provider } };
      }),
    ),

    pause: channels.pause.use(member).handler(({ context: { scope }, input }) =>
      change(scope, input.way, async (tx, before) => {
        if (before === undefined) throw new ApiFailure("not-found");
        const { way, isPaused } = input;
        if (!(await pauseChannel(tx, way, isPaused))) return null;
        return { action: isPaused ? "change-channel-paused" : "change-channel-resumed", detail: { way } };
      }),
    ),

    setHookSecret: channels.setHookSecret.use(member).handler(({ context: { scope }, input }) =>
      change(scope, input.way, async (tx, before) => {
        if (before === undefined) throw new ApiFailure("not-found");
        const { way, provider } = before;
        const { kind, secret: text } = input;
        await setHookSecret(tx, keysToSeal(masterKeys), { provider, kind, text, by: scope.user.name });
        return { action: "change-channel-hook", detail: { way, provider } };
      }),
    ),

    removeHookSecret: channels.removeHookSecret.use(member).handler(({ context: { scope }, input }) =>
      change(scope, input.way, async (tx, before) => {
        if (before === undefined) throw new ApiFailure("not-found");
        const { way, provider } = before;
        await removeHookSecret(tx, { provider, slot: input.slot });
        return { action: "change-channel-hook-removed", detail: { way, provider } };
      }),
    ),

    remove: channels.remove.use(member).handler(({ context: { scope }, input }) =>
      change(scope, input.way, async (tx, before) => {
        if (before === undefined) throw new ApiFailure("not-found");
        await forgetSecrets(tx, before.provider);
        await removeChannel(tx, input.way);
        return { action: "change-channel-removed", detail: { way: input.way, provider: before.provider } };
      }),
    ),
  };
}

type Change = (
  tx: CompanyTx,
  before: ChannelRow | undefined,
) => Promise<{ action: string; detail: object } | null>;

/** One change, with its word in the audit log, and how it stands then. */
function changed(
  services: Services,
  { scope, way, work }: { scope: Scope; way: ChannelWay; work: Change },
): Promise<ChannelsStanding> {
  return inCompany(services.db, scope.companyId, async (tx) => {
    await lockCompany(tx, "nudge");
    const before = (await channelRows(tx)).find((row) => row.way === way);
    const done = await work(tx, before);
    if (done !== null) {
      await addAuditEntry(tx, { user: scope.user, ...done });
      await services.enqueue(tx, "plan-nudges", { companyId: scope.companyId });
    }
    return standing(tx, services);
  });
}

function refuseOtherWay(way: ChannelWay, provider: ChannelToSet["provider"]): void {
  if (WAY_OF_PROVIDER[provider] === way) return;
  const message = `The value of "account.provider" is not right: it carries no ${way}.`;
  throw new ApiFailure("bad-input", { field: "account.provider", message });
}

/** Seals a new secret; where none is given, the one before has to be there, unless a mail server asks for none. */
async function keepSecretOf(
  tx: CompanyTx,
  keys: MasterKeys,
  { account, by }: { account: ChannelToSet; by: string },
): Promise<void> {
  const { provider, secret } = account;
  const field = CHANNEL_SECRET[provider];
  if (account.provider === "smtp" && account.user === null) {
    await forgetSecret(tx, { provider, field });
    return;
  }
  if (secret === null) {
    if (tellSecret(await listSecrets(tx), { provider, field }) !== null) return;
    const message = 'The value of "account.secret" is not right: there is none yet.';
    throw new ApiFailure("bad-input", { field: "account.secret", message });
  }
  await keepSecret(tx, keys, { provider, field, text: secret, by });
}

/** What of an account is not secret, in the words of those who open it. */
function configOf(account: ChannelToSet, hookToken: string): Record<string, string | number | null> {
  switch (account.provider) {
    case "whatsapp":
      return { phoneNumberId: account.phoneNumberId };
    case "twilio": {
      const { accountSid, messagingServiceSid, from } = account;
      return { accountSid, messagingServiceSid, from, hookToken };
    }
    case "msg91":
      return {};
    case "smtp": {
      const { host, port, user, from, fromName, replyTo } = account;
      return { host, port, user, from, fromName, replyTo };
    }
  }
}

async function standing(
  tx: CompanyTx,
  { masterKeys, publicUrl }: Pick<Services, "masterKeys" | "publicUrl">,
): Promise<ChannelsStanding> {
  const [rows, secrets] = [await channelRows(tx), await listSecrets(tx)];
  return {
    isAvailable: masterKeys !== null,
    channels: ADDRESS_WAYS.map((way) => {
      const row = rows.find((each) => each.way === way);
      return { way, account: row === undefined ? null : accountOut(row, { secrets, publicUrl }) };
    }),
  };
}

function accountOut(
  row: ChannelRow,
  { secrets, publicUrl }: { secrets: readonly SecretSet[]; publicUrl: string },
) {
  const { provider, state, stateWhy, quality, pace, madeAt } = row;
  const { hookToken: _, ...config } = row.config as Record<string, string | number | null>;
  return {
    provider,
    state,
    stateWhy,
    quality,
    config,
    pace,
    secret: tellSecret(secrets, { provider, field: CHANNEL_SECRET[provider] }),
    hook: {
      url: channelHookAddress(publicUrl, provider, row.hookToken),
      ...hookSecretsOut(provider, secrets),
    },
    since: madeAt.toISOString(),
  };
}
