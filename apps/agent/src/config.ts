import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createHash, randomUUID } from "node:crypto";
import { join } from "node:path";

import { fail, ok, type Result } from "@cfa/values/result";
import { z } from "zod";

const FILE = "agent.json";

const TallyPlace = z.strictObject({ host: z.string().min(1), port: z.number().int().min(1).max(65_535) });

const Pairing = z.strictObject({
  server: z.url().describe("origin of the CFA server"),
  key: z.string().regex(/^cfa_(live|test)_[0-9A-Za-z]{39}$/, "not an API key of CFA"),
  companyGuid: z.string().min(1).describe("the Tally company this key belongs to"),
});
/** One company that this agent carries, and the key it carries it with. */
export type Pairing = z.infer<typeof Pairing>;

const Config = z.strictObject({
  agentId: z.string().min(1).max(100).describe("made once per installation"),
  tally: TallyPlace,
  companies: z.array(Pairing).min(1),
});

/** What an agent must know: where Tally is, and which companies it carries where. One Tally, several companies. */
export type Config = z.infer<typeof Config>;

/** The first agents carried one company only and had no id. */
const FirstConfig = Pairing.extend({ tally: TallyPlace });

/** Reads the settings of a paired agent from its folder; the error says what to do. */
export function readConfig(folder: string): Result<Config, string> {
  const path = join(folder, FILE);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return fail(`This agent is not paired yet (no ${path}). Pair it: agent pair --help`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail(`${path} is not JSON. Pair the agent again.`);
  }
  const first = FirstConfig.safeParse(json);
  if (first.success) {
    const { tally, ...pairing } = first.data;
    const config = { agentId: randomUUID(), tally, companies: [pairing] };
    const written = writeConfig(folder, config);
    return written.ok ? ok(config) : written;
  }
  const parsed = Config.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return fail(`${path} is wrong at "${issue?.path.join(".")}": ${issue?.message}. Pair the agent again.`);
}

/** Writes the settings, readable by this user alone; a kill in the middle leaves the earlier ones. */
export function writeConfig(folder: string, config: Config): Result<void, string> {
  const parsed = Config.safeParse(config);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return fail(`${issue?.path.join(".")}: ${issue?.message}`);
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, FILE);
  const fresh = `${path}.new`;
  writeFileSync(fresh, JSON.stringify(parsed.data, null, 2), { mode: 0o600 });
  chmodSync(fresh, 0o600);
  renameSync(fresh, path);
  return ok(undefined);
}

/** Pairs a company: adds it to those this agent carries, or gives it another key and server. */
export function pairCompany(
  folder: string,
  { tally, ...pairing }: Pairing & { readonly tally: Config["tally"] },
): Result<Config, string> {
  const before = readConfig(folder);
  const others = before.ok
    ? before.value.companies.filter((other) => other.companyGuid !== pairing.companyGuid)
    : [];
  const agentId = before.ok ? before.value.agentId : randomUUID();
  const config = { agentId, tally, companies: [...others, pairing] };
  const written = writeConfig(folder, config);
  return written.ok ? ok(config) : written;
}

/** Where a company's outbox lies: a folder of its own below the agent's. */
export function outboxFolder(folder: string, companyGuid: string): string {
  const name = createHash("sha256").update(companyGuid).digest("hex").slice(0, 16);
  return join(folder, "companies", name);
}
