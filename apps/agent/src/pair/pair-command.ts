import { hostname, userInfo } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

import { createTallyClient } from "@cfa/tally/client";
import { fail, type Result } from "@cfa/values/result";

import { pairCompany, readConfig, type Config } from "../config.ts";
import { chooseCompany } from "./choose-company.ts";
import { pairByCode } from "./pair-by-code.ts";
import { createPairingLink } from "./pairing-link.ts";
import { serverAddress } from "./server-address.ts";

/** What `agent pair` was told. */
export type PairValues = {
  readonly data: string;
  readonly server?: string | undefined;
  readonly key?: string | undefined;
  readonly code?: string | undefined;
  readonly company?: string | undefined;
  readonly tally?: string | undefined;
};

/**
 * Pairs a company: by a key that is pasted (then Tally is not asked, and the company must be named), by a code of the app, or
 * by a code that is shown here. The settings are written only once there is a key.
 */
export async function pair(values: PairValues, say: (line: string) => void): Promise<Result<Config, string>> {
  const server = serverAddress(values.server ?? "");
  if (!server.ok) return server;
  const before = readConfig(values.data);
  const known = before.ok ? `${before.value.tally.host}:${before.value.tally.port}` : "127.0.0.1:9000";
  const [host = "", port = ""] = (values.tally ?? known).split(":");
  const place = { server: server.value, tally: { host, port: Number(port) } };
  if (values.code === undefined && values.key !== undefined) {
    return pairCompany(values.data, { ...place, key: values.key, companyGuid: values.company ?? "" });
  }
  if (!(place.tally.port > 0)) return fail(`--tally takes HOST:PORT, not "${values.tally ?? ""}".`);
  const company = await chooseCompany(createTallyClient(place.tally), values.company);
  if (!company.ok) return company;
  const key = await pairByCode({
    link: createPairingLink(place.server),
    company: company.value,
    self: { machine: hostname(), user: userName() },
    code: values.code,
    say,
    sleep: (ms) => sleep(ms).then(() => undefined),
  });
  if (!key.ok) return key;
  return pairCompany(values.data, { ...place, key: key.value, companyGuid: company.value.guid });
}

/** A user without an entry in the system's list has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "";
  }
}
