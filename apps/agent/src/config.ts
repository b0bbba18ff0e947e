import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { join } from "node:path";

import { fail, ok, type Result } from "@cfa/values/result";
import { z } from "zod";

import { companyHash } from "./company-hash.ts";
import { isApiKey, type KeyStore } from "./keys/key-store.ts";
import { writeWhole } from "./write-whole.ts";

/** The settings' file in the agent's folder. */
export const CONFIG_FILE = "agent.json";

const TallyPlace = z.strictObject({ host: z.string().min(1), port: z.number().int().min(1).max(65_535) });
export type TallyPlace = z.infer<typeof TallyPlace>;

const Carried = z.strictObject({
  server: z.url().describe("origin of the CFA server"),
  companyGuid: z.string().min(1).describe("the Tally company"),
  name: z.string().min(1).max(300).optional().describe("what it was called in Tally when last seen"),
});
/** One company that this agent carries; its key lies in the key store. */
export type Carried = z.infer<typeof Carried>;

/** A company and the key it is carried with. */
export type Pairing = Carried & { readonly key: string };

const Config = z.strictObject({
  agentId: z.string().min(1).max(100).describe("made once per installation"),
  tally: TallyPlace,
  companies: z.array(Carried),
});

/** What an agent must know: where Tally is, and which companies it carries where. One Tally, several companies. */
export type Config = z.infer<typeof Config>;

/** Agents before the key store had the keys in here. */
const Keyed = Carried.extend({ key: z.string().refine(isApiKey, "not an API key of CFA").optional() });
const OlderConfig = Config.extend({ companies: z.array(Keyed) });
/** The first agents carried one company only and had no id. */
const FirstConfig = Keyed.extend({ tally: TallyPlace });

const USUAL_TALLY: TallyPlace = { host: "127.0.0.1", port: 9000 };

/** Reads the settings of a paired agent from its folder; the error says what to do. Keys of older agents move to the key store. */
export function readConfig(folder: string, keys: KeyStore): Result<Config, string> {
  const config = openConfig(folder, keys);
  if (!config.ok || config.value.companies.length > 0) return config;
  return fail(
    `This agent is not paired yet (no company in ${join(folder, CONFIG_FILE)}). Pair it: agent pair --help`,
  );
}

/** The same of an agent that need not be paired: one that is new gets its id and the usual place of Tally. */
export function openConfig(folder: string, keys: KeyStore): Result<Config, string> {
  const path = join(folder, CONFIG_FILE);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return ok({ agentId: randomUUID(), tally: USUAL_TALLY, companies: [] });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail(`${path} is not JSON. Pair the agent again.`);
  }
  const parsed = OlderConfig.safeParse(fromFirst(json));
  if (parsed.success) return ok(withoutKeys(folder, parsed.data, { keys }));
  const issue = parsed.error.issues[0];
  return fail(`${path} is wrong at "${issue?.path.join(".")}": ${issue?.message}. Pair the agent again.`);
}

/** Writes the settings, readable by this user alone; a kill in the middle leaves the earlier ones. */
export function writeConfig(folder: string, config: Config): void {
  writeWhole(join(folder, CONFIG_FILE), JSON.stringify(Config.parse(config), null, 2));
}

/** Pairs a company: adds it to those this agent carries, or gives it another key and server. */
export function pairCompany(
  folder: string,
  { tally, key, ...carried }: Pairing & { readonly tally: TallyPlace },
  keys: KeyStore,
): Result<Config, string> {
  if (!isApiKey(key)) return fail("key: not an API key of CFA");
  const checked = Config.omit({ agentId: true }).safeParse({ tally, companies: [carried] });
  if (!checked.success) {
    const issue = checked.error.issues[0];
    return fail(`${issue?.path.at(-1)?.toString() ?? ""}: ${issue?.message}`);
  }
  const before = openConfig(folder, keys);
  const others = before.ok
    ? before.value.companies.filter((other) => other.companyGuid !== carried.companyGuid)
    : [];
  const agentId = before.ok ? before.value.agentId : randomUUID();
  const config = { agentId, tally, companies: [...others, carried] };
  // The key first: a company without one would be of no use, a key without its company is taken again.
  keys.keep(carried.companyGuid, key);
  writeConfig(folder, config);
  return ok(config);
}

/** Lets go of a company. The key goes first: whatever happens then, it is no longer on this PC. */
export function dropCompany(folder: string, companyGuid: string, keys: KeyStore): Result<void, string> {
  keys.forget(companyGuid);
  const config = openConfig(folder, keys);
  if (!config.ok) return config;
  const companies = config.value.companies.filter((other) => other.companyGuid !== companyGuid);
  writeConfig(folder, { ...config.value, companies });
  return ok(undefined);
}

/** Where a company's outbox lies: a folder of its own below the agent's. */
export function outboxFolder(folder: string, companyGuid: string): string {
  return join(folder, "companies", companyHash(companyGuid));
}

function fromFirst(json: unknown): unknown {
  const first = FirstConfig.safeParse(json);
  if (!first.success) return json;
  const { tally, ...carried } = first.data;
  return { agentId: randomUUID(), tally, companies: [carried] };
}

/** Keys move before the settings are written without them: killed in between, the next reading does it again. */
function withoutKeys(
  folder: string,
  config: z.infer<typeof OlderConfig>,
  { keys }: { keys: KeyStore },
): Config {
  const companies = config.companies.map(({ server, companyGuid, name }) => ({
    server,
    companyGuid,
    ...(name === undefined ? {} : { name }),
  }));
  const keyed = config.companies.filter(({ key }) => key !== undefined);
  for (const { companyGuid, key } of keyed) if (key !== undefined) keys.keep(companyGuid, key);
  const moved = { ...config, companies };
  if (keyed.length > 0) writeConfig(folder, moved);
  return moved;
}
