import { fail, ok, type Result } from "@cfa/values/result";

import { pairCompany } from "../config.ts";
import { isApiKey } from "../keys/key-store.ts";
import { createServerLink } from "../server-link.ts";
import type { Trouble } from "./agent-view.ts";
import type { Companies } from "./companies.ts";
import type { Core } from "./core.ts";
import type { TallyDesk } from "./tally-desk.ts";
import { troubleOf } from "./troubles.ts";

export type KeyParts = { readonly core: Core; readonly companies: Companies; readonly desk: TallyDesk };

/** Where a new company of this PC goes: one server for all of them. */
export function serverOf({ core, companies }: Pick<KeyParts, "core" | "companies">): string | null {
  return core.settings.value().server ?? companies.list()[0]?.carried.server ?? null;
}

/** Takes a key that was pasted. It is tried at the server before it is kept: a wrong one would take the place of a good one. */
export async function takeKey(
  what: { readonly companyGuid: string; readonly key: string },
  { core, companies, desk }: KeyParts,
): Promise<Result<void, Trouble>> {
  const { companyGuid } = what;
  const key = what.key.trim();
  const refused = (code: string, message: string): Result<void, Trouble> =>
    fail(troubleOf({ code, message }, core.now()));
  if (!isApiKey(key)) return refused("bad-input", "This is not an API key of CFA: it begins with cfa_live_.");
  const state = companies.find(companyGuid);
  const server = state?.carried.server ?? serverOf({ core, companies });
  if (server === null) return refused("no-server", "The server's address is not known yet.");
  const tried = await createServerLink({ server, key }).drafts();
  if (!tried.ok && REFUSALS.has(tried.error.code))
    return fail(troubleOf({ ...tried.error, side: "server" }, core.now()));
  const open = desk.view(() => false).companies.find(({ guid }) => guid === companyGuid);
  const name = state?.carried.name ?? open?.name;
  const { tally } = companies.config();
  const pairing = { server, key, companyGuid, tally, ...(name === undefined ? {} : { name }) };
  const paired = pairCompany(core.options.folder, pairing, core.keys);
  if (!paired.ok) return refused("bad-input", paired.error);
  companies.refresh();
  companies.renew(companyGuid);
  return ok(undefined);
}

const REFUSALS = new Set(["bad-key", "not-allowed"]);
