import { randomBytes } from "node:crypto";

import type { SecretTold } from "@cfa/contract/secrets";
import type { CompanyTx } from "@cfa/db/company-scope";
import { setSecret, type SecretSet } from "@cfa/db/queries/secrets";
import type { MasterKeys } from "@cfa/db/sealing";

import { ApiFailure } from "./errors.ts";

const HOOK_TOKEN_BYTES = 16;

/** What secrets are sealed with; refused where this server has nothing to seal with. */
export function keysToSeal(keys: MasterKeys | null): MasterKeys {
  if (keys === null) throw noneKept();
  return keys;
}

/** Keeps a provider's secret, sealed, in the place of an earlier one. */
export async function keepSecret(
  tx: CompanyTx,
  keys: MasterKeys,
  secret: { provider: string; field: string; text: string; by: string },
): Promise<void> {
  if (!(await setSecret(tx, keys, secret)).ok) throw noneKept();
}

/** What may be told of one secret; null: there is none. */
export function tellSecret(
  secrets: readonly SecretSet[],
  wanted: { provider: string; field: string },
): SecretTold | null {
  const found = secrets.find(({ provider, field }) => provider === wanted.provider && field === wanted.field);
  return found === undefined
    ? null
    : { lastFour: found.lastFour, setAt: found.setAt.toISOString(), setBy: found.setBy };
}

/** Of places for secrets that are good side by side the one that a new secret goes to: a free one, else that of the oldest. */
export function slotToTake(
  secrets: readonly SecretSet[],
  { provider, fields }: { provider: string; fields: readonly string[] },
): string | undefined {
  const setAt = (field: string): number =>
    secrets.find((one) => one.provider === provider && one.field === field)?.setAt.getTime() ?? 0;
  return fields.toSorted((a, b) => setAt(a) - setAt(b))[0];
}

/** What stands in the address that a provider calls, so that nobody guesses it. */
export function newHookToken(): string {
  return randomBytes(HOOK_TOKEN_BYTES).toString("base64url");
}

function noneKept(): ApiFailure {
  return new ApiFailure("unavailable", { message: "This server keeps no secrets now." });
}
