import type { Database } from "../../client.ts";
import { asAuthn, type CompanyTx } from "../../company-scope.ts";
import type { Enqueue } from "../../queue.ts";

/** As which provider a company's secrets at Razorpay are kept, and under which names. */
export const RAZORPAY = "razorpay";
export const RAZORPAY_KEY = { id: "key-id", secret: "key-secret" } as const;

/** The token in the address of a company's webhooks; undefined: it has no gateway. */
export async function gatewayToken(tx: CompanyTx): Promise<string | undefined> {
  const rows = await tx.run<{ token: string }>(
    "select hook_token as token from gateway where company_id = $1",
    [tx.companyId],
  );
  return rows[0]?.token;
}

/** Has the links at a company's gateway brought to how its offers stand, where it has one. */
export async function tendGateway(tx: CompanyTx, enqueue: Enqueue): Promise<void> {
  if ((await gatewayToken(tx)) !== undefined) await enqueue(tx, "tend-gateway", { companyId: tx.companyId });
}

/** Gives a company a gateway, where it has none. */
export async function addGateway(tx: CompanyTx, made: { token: string; at: Date }): Promise<void> {
  await tx.run(
    "insert into gateway (company_id, hook_token, made_at) values ($1, $2, $3) on conflict (company_id) do nothing",
    [tx.companyId, made.token, made.at],
  );
}

/** A company's keys by their version, and what the gateway said of them; null: not asked since they were set. */
export type GatewayKeys = {
  readonly version: number;
  readonly answer: { readonly askedAt: Date; readonly areGood: boolean } | null;
};

/** Undefined: the company has no gateway. */
export async function gatewayKeys(tx: CompanyTx): Promise<GatewayKeys | undefined> {
  const [row] = await tx.run<{ version: number; askedAt: Date | null; areGood: boolean | null }>(
    `select keys_version as version, keys_asked_at as "askedAt", keys_are_good as "areGood" from gateway where company_id = $1`,
    [tx.companyId],
  );
  if (row === undefined) return undefined;
  const { version, askedAt, areGood } = row;
  return { version, answer: askedAt === null || areGood === null ? null : { askedAt, areGood } };
}

/** The keys are others now: nothing is known of them. */
export async function renewGatewayKeys(tx: CompanyTx): Promise<void> {
  await tx.run(
    `update gateway set keys_version = keys_version + 1, keys_asked_at = null, keys_are_good = null where company_id = $1`,
    [tx.companyId],
  );
}

/** Keeps what the gateway said of keys, where they still stand. */
export async function keepKeysAnswer(
  tx: CompanyTx,
  told: { version: number; askedAt: Date; areGood: boolean },
): Promise<void> {
  await tx.run(
    "update gateway set keys_asked_at = $3, keys_are_good = $4 where company_id = $1 and keys_version = $2",
    [tx.companyId, told.version, told.askedAt, told.areGood],
  );
}

/** Takes a company's gateway away; what was paid by it stays. */
export async function removeGateway(tx: CompanyTx): Promise<void> {
  await tx.run("delete from gateway where company_id = $1", [tx.companyId]);
}

/** Whose an address of webhooks is. */
export async function companyOfHook(db: Database, token: string): Promise<string | undefined> {
  const rows = await asAuthn(db, (tx) =>
    tx.run<{ companyId: string }>(`select company_id as "companyId" from gateway where hook_token = $1`, [
      token,
    ]),
  );
  return rows[0]?.companyId;
}
