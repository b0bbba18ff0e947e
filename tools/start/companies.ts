import { join } from "node:path";

import { pairCompany, readConfig } from "@cfa/agent/config";
import { FILE_PROTECTION } from "@cfa/agent/keys/file-protection";
import { openKeyStore } from "@cfa/agent/keys/key-store";
import { issueApiKey } from "@cfa/api/auth/api-key";
import { ensureCompany } from "@cfa/api/demo";
import type { Database } from "@cfa/db/client";
import { assert } from "@cfa/values/assert";

import type { StartState } from "./state.ts";

export type Connection = {
  readonly db: Database;
  /** The data folder. */
  readonly folder: string;
  readonly state: { readonly value: StartState; readonly save: () => void };
  /** Makes the people who may sign in here members of a company. */
  readonly welcome: (companyId: string) => Promise<void>;
  /** Origin of the API that agents of this start push to. */
  readonly server: string;
};

export type TallyAddress = { readonly host: string; readonly port: number };

/** A company's agent: where its settings and outbox lie, and the key it pushes with. */
export type PairedAgent = { readonly companyId: string; readonly folder: string; readonly key: string };

/**
 * Makes the company if it is new (two GUIDs are two companies, whatever their names) and pairs an agent of its own
 * with it. The key made at the first pairing is used again.
 */
export async function pairAgent(
  connection: Connection,
  company: { name: string; tallyGuid: string; isDemo: boolean; tally: TallyAddress },
): Promise<PairedAgent> {
  const { db, state, server } = connection;
  const { companyId } = await ensureCompany(db, company);
  await connection.welcome(companyId);
  // By our own id: the demo's books, imported from a file, are a second company with the same GUID.
  const known = state.value.companies.find((other) => other.companyId === companyId);
  const folder = join(connection.folder, known?.folder ?? join("agents", companyId));
  const keys = openKeyStore(folder, FILE_PROTECTION);
  const config = readConfig(folder, keys);
  const isPaired =
    config.ok && config.value.companies.some(({ companyGuid }) => companyGuid === company.tallyGuid);
  const held = keys.read(company.tallyGuid);
  const usable = known !== undefined && isPaired && held.ok;
  const key = usable ? held.value : await issueApiKey(db, companyId);
  const pairing = { server, key, tally: company.tally, companyGuid: company.tallyGuid };
  const written = pairCompany(folder, pairing, keys);
  assert(written.ok, "the settings of a pairing made here are right");
  if (!usable) {
    state.value.companies = [
      ...state.value.companies.filter((other) => other.companyId !== companyId),
      { companyId, tallyGuid: company.tallyGuid, folder: join("agents", companyId) },
    ];
    state.save();
  }
  return { companyId, folder, key };
}
