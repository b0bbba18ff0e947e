import type { CompanyTx } from "@cfa/db/company-scope";
import { channelRows } from "@cfa/db/queries/nudges/channels";
import { readSecret } from "@cfa/db/queries/secrets";
import type { MasterKeys } from "@cfa/db/sealing";
import type { Way } from "@cfa/nudges/kinds";

import type { Channel, ChannelUrls } from "../channels/channel.ts";
import { channelUrls, openChannel, SECRETS_OF } from "../channels/open-channel.ts";

/** How providers are reached, and what opens companies' keys to them. */
export type ChannelSettings = { readonly masterKeys: MasterKeys; readonly urls: ChannelUrls };

/** Opens a company's channels, each way's. */
export type OpenChannels = (tx: CompanyTx) => Promise<ReadonlyMap<Way, Channel>>;

/** A company's channels by way, opened once: print always, others where there is an account. One whose keys do not open refuses each message for that. */
export async function openChannels(
  tx: CompanyTx,
  settings: ChannelSettings | null,
): Promise<ReadonlyMap<Way, Channel>> {
  const printer = openChannel("print", { config: {}, secrets: {} }, channelUrls(null));
  const opened = new Map<Way, Channel>([["print", printer]]);
  if (settings === null) return opened;
  const { masterKeys, urls } = settings;
  for (const { way, provider, config, hookToken } of await channelRows(tx)) {
    const secrets: Record<string, string> = {};
    for (const field of SECRETS_OF[provider]) {
      const secret = await readSecret(tx, masterKeys, { provider, field });
      if (secret.ok && secret.value !== null) secrets[field] = secret.value;
    }
    opened.set(way, openChannel(provider, { config: { ...config, hookToken }, secrets }, urls));
  }
  return opened;
}
