import type { CompanyTx } from "../../company-scope.ts";
import type { ChannelAccountTable, ChannelProvider } from "../../tables/nudges.ts";
import type { BooksReader } from "../snapshot.ts";

export type ChannelWay = ChannelAccountTable["way"];

/** Under which name the secret lies with which a provider is called. */
export const CHANNEL_SECRET: Readonly<Record<ChannelProvider, string>> = {
  whatsapp: "token",
  twilio: "auth-token",
  msg91: "auth-key",
  smtp: "password",
};

/** What webhooks of a provider are signed with, by the names it lies under: of two both are good, so that one can be changed. MSG91 signs nothing. */
export const HOOK_SECRETS: Readonly<Record<ChannelProvider, readonly string[]>> = {
  whatsapp: ["app-secret-1", "app-secret-2"],
  twilio: [CHANNEL_SECRET.twilio],
  msg91: [],
  smtp: ["inbound-secret"],
};
/** What WhatsApp says to be let in before it sends webhooks. */
export const VERIFY_TOKEN = "verify-token";

/** Why a way is paused that a person has paused; else it is a provider's code. */
export const BY_PERSON = "by-person";

export type ChannelRow = {
  way: ChannelWay;
  provider: ChannelProvider;
  /** Nothing secret. */
  config: object;
  state: ChannelAccountTable["state"];
  stateWhy: string | null;
  quality: string | null;
  pace: number | null;
  /** In the address of its webhooks. */
  hookToken: string;
  madeAt: Date;
};

/** A company's own accounts, one a way at most. */
export function channelRows({ companyId, query }: BooksReader): Promise<ChannelRow[]> {
  return query
    .selectFrom("channel_account")
    .select([
      "way",
      "provider",
      "config",
      "state",
      "state_why as stateWhy",
      "quality",
      "pace",
      "hook_token as hookToken",
      "made_at as madeAt",
    ])
    .where("company_id", "=", companyId)
    .orderBy("way")
    .execute();
}

/**
 * Keeps the account of a way in the place of what was there. What a provider refused or thought of the one before is forgotten; what a person
 * paused stays so.
 */
export async function keepChannel(
  tx: CompanyTx,
  account: Pick<ChannelRow, "way" | "provider" | "config" | "pace" | "hookToken">,
  { at, by }: { at: Date; by: string },
): Promise<void> {
  const { way, provider, config, pace, hookToken } = account;
  await tx.run(
    `insert into channel_account as c (company_id, way, provider, config, state, hook_token, next_send_at, pace, made_at, said_by)
     values ($1, $2, $3, $4, 'on', $5, $6, $7, $6, $8)
     on conflict (company_id, way) do update set provider = $3, config = $4, hook_token = $5, pace = $7, said_by = $8,
       state = case when c.state_why = $9 then c.state else 'on' end, state_why = case when c.state_why = $9 then c.state_why end,
       stopped_at = null, quality = null, quality_at = null, tested_at = null, made_at = case when c.provider = $3 then c.made_at else $6 end`,
    [tx.companyId, way, provider, JSON.stringify(config), hookToken, at, pace, by, BY_PERSON],
  );
}

/** Lets nothing out on a way, or again; false where there is nothing to pause, or nothing that a person or a provider has paused. */
export async function pauseChannel(tx: CompanyTx, way: ChannelWay, isPaused: boolean): Promise<boolean> {
  const changed = isPaused
    ? await tx.run(
        `update channel_account set state = 'paused', state_why = $3 where company_id = $1 and way = $2 and state = 'on' returning way`,
        [tx.companyId, way, BY_PERSON],
      )
    : await tx.run(
        `update channel_account set state = 'on', state_why = null, stopped_at = null where company_id = $1 and way = $2 and state = 'paused' returning way`,
        [tx.companyId, way],
      );
  return changed.length > 0;
}

/** Removes the account of a way. */
export async function removeChannel(tx: CompanyTx, way: ChannelWay): Promise<void> {
  await tx.run("delete from channel_account where company_id = $1 and way = $2", [tx.companyId, way]);
}
