import type { HookSecretKind } from "@cfa/contract/channels";
import { HOOK_SLOTS } from "@cfa/contract/nudge-kinds";
import type { CompanyTx } from "@cfa/db/company-scope";
import { CHANNEL_SECRET, HOOK_SECRETS, VERIFY_TOKEN, type ChannelRow } from "@cfa/db/queries/nudges/channels";
import { forgetSecret, listSecrets, type SecretSet } from "@cfa/db/queries/secrets";
import type { MasterKeys } from "@cfa/db/sealing";

import { ApiFailure } from "../errors.ts";
import { keepSecret, slotToTake, tellSecret } from "../kept-secrets.ts";

type Provider = ChannelRow["provider"];

/** Keeps what a provider's webhooks are signed with, or the word by which it is let in. Of two signatures the newer one stays good. */
export async function setHookSecret(
  tx: CompanyTx,
  keys: MasterKeys,
  secret: { provider: Provider; kind: HookSecretKind; text: string; by: string },
): Promise<void> {
  const { provider, kind, text, by } = secret;
  const field =
    kind === "word"
      ? wordOf(provider)
      : slotToTake(await listSecrets(tx), { provider, fields: hookFields(provider) });
  if (field === undefined) {
    const message = 'The value of "kind" is not right: webhooks of this provider have none of their own.';
    throw new ApiFailure("bad-input", { field: "kind", message });
  }
  await keepSecret(tx, keys, { provider, field, text, by });
}

/** Forgets one of the secrets that a provider's webhooks are signed with. */
export async function removeHookSecret(
  tx: CompanyTx,
  { provider, slot }: { provider: Provider; slot: (typeof HOOK_SLOTS)[number] },
): Promise<void> {
  const field = hookFields(provider)[HOOK_SLOTS.indexOf(slot)];
  const secrets = await listSecrets(tx);
  if (field === undefined || tellSecret(secrets, { provider, field }) === null)
    throw new ApiFailure("not-found");
  await forgetSecret(tx, { provider, field });
}

/** What may be told of the secrets of a provider's webhooks. */
export function hookSecretsOut(provider: Provider, secrets: readonly SecretSet[]) {
  return {
    secrets: hookFields(provider).flatMap((field, at) => {
      const slot = HOOK_SLOTS[at];
      const secret = tellSecret(secrets, { provider, field });
      return slot === undefined || secret === null ? [] : [{ slot, ...secret }];
    }),
    word: tellSecret(secrets, { provider, field: VERIFY_TOKEN }),
  };
}

/** What a provider signs webhooks with besides what it is called with; some sign with that, or not at all. */
function hookFields(provider: Provider): readonly string[] {
  return HOOK_SECRETS[provider].filter((field) => field !== CHANNEL_SECRET[provider]);
}

function wordOf(provider: Provider): string | undefined {
  return provider === "whatsapp" ? VERIFY_TOKEN : undefined;
}
