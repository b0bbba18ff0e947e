import { setTimeout as sleep } from "node:timers/promises";

import { createTallyClient } from "@cfa/tally/client";
import { fail, type Result } from "@cfa/values/result";

import { openConfig, pairCompany, type Config } from "../config.ts";
import type { KeyStore } from "../keys/key-store.ts";
import { thisPc } from "../this-pc.ts";
import { chooseCompany } from "./choose-company.ts";
import { pairByCode } from "./pair-by-code.ts";
import { createPairingLink } from "./pairing-link.ts";
import { serverAddress } from "./server-address.ts";
import { tellPairing } from "./tell-pairing.ts";

/** What `agent pair` was told. */
export type PairValues = {
  readonly data: string;
  readonly server?: string | undefined;
  readonly key?: string | undefined;
  readonly code?: string | undefined;
  readonly company?: string | undefined;
  readonly tally?: string | undefined;
};

type PairHow = { readonly keys: KeyStore; readonly say: (line: string) => void };

/**
 * Pairs a company: by a key that is pasted (then Tally is not asked, and the company must be named), by a code of the app, or
 * by a code that is shown here. The settings are written only once there is a key.
 */
export async function pair(values: PairValues, { keys, say }: PairHow): Promise<Result<Config, string>> {
  const server = serverAddress(values.server ?? "");
  if (!server.ok) return server;
  const before = openConfig(values.data, keys);
  const known = before.ok ? `${before.value.tally.host}:${before.value.tally.port}` : "127.0.0.1:9000";
  const [host = "", port = ""] = (values.tally ?? known).split(":");
  const place = { server: server.value, tally: { host, port: Number(port) } };
  if (values.code === undefined && values.key !== undefined) {
    return pairCompany(values.data, { ...place, key: values.key, companyGuid: values.company ?? "" }, keys);
  }
  if (!(place.tally.port > 0)) return fail(`--tally takes HOST:PORT, not "${values.tally ?? ""}".`);
  const company = await chooseCompany(createTallyClient(place.tally), values.company);
  if (!company.ok) return company;
  const key = await pairByCode({
    link: createPairingLink(place.server),
    company: company.value,
    self: thisPc(),
    code: values.code,
    told: (event) => tellPairing(event, { company: company.value.name, say }),
    sleep: (ms) => sleep(ms),
  });
  if (!key.ok)
    return fail(key.error.state === "expired" ? `${key.error.message} ${AGAIN}` : key.error.message);
  const { guid, name } = company.value;
  return pairCompany(values.data, { ...place, key: key.value, companyGuid: guid, name }, keys);
}

const AGAIN = "Run agent pair again for a new one.";
