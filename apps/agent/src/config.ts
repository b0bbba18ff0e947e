import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { fail, ok, type Result } from "@cfa/values/result";
import { z } from "zod";

const FILE = "agent.json";

const Config = z.strictObject({
  server: z.url().describe("origin of the CFA server"),
  key: z.string().regex(/^cfa_(live|test)_[0-9A-Za-z]{39}$/, "not an API key of CFA"),
  tally: z.strictObject({ host: z.string().min(1), port: z.number().int().min(1).max(65_535) }),
  companyGuid: z.string().min(1).describe("the Tally company this key belongs to"),
});

/** What an agent must know to carry one company: the server, the company's key, where Tally is, which company. */
export type Config = z.infer<typeof Config>;

/** Reads the settings of a paired agent from its folder; the error says what to do. */
export function readConfig(folder: string): Result<Config, string> {
  const path = join(folder, FILE);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return fail(`This agent is not paired yet (no ${path}). Pair it: agent pair --help`);
  }
  try {
    const parsed = Config.safeParse(JSON.parse(text));
    if (parsed.success) return ok(parsed.data);
    const first = parsed.error.issues[0];
    return fail(`${path} is wrong at "${first?.path.join(".")}": ${first?.message}. Pair the agent again.`);
  } catch {
    return fail(`${path} is not JSON. Pair the agent again.`);
  }
}

/** Pairs: writes the settings, readable by this user alone. */
export function writeConfig(folder: string, config: Config): Result<void, string> {
  const parsed = Config.safeParse(config);
  if (!parsed.success) {
    const first = parsed.error.issues[0];
    return fail(`${first?.path.join(".")}: ${first?.message}`);
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, FILE);
  writeFileSync(path, JSON.stringify(parsed.data, null, 2), { mode: 0o600 });
  chmodSync(path, 0o600);
  return ok(undefined);
}
