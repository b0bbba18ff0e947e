import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { createTallyClient } from "@cfa/tally/client";
import { createWriteClient } from "@cfa/tally/write-back/write-client";

import { checkPc } from "./check-pc.ts";
import { openConfig, readConfig } from "./config.ts";
import { ENV_FILE } from "./env-file/env-file.ts";
import { EXIT } from "./exit-codes.ts";
import { FILE_PROTECTION } from "./keys/file-protection.ts";
import { openKeyStore, type KeyStore } from "./keys/key-store.ts";
import { lockFolder } from "./lock.ts";
import { openLog } from "./log/log.ts";
import type { SyncFailure } from "./outcome.ts";
import { pair, type PairValues } from "./pair/pair-command.ts";
import { statusLines } from "./status.ts";
import { outcomeLine, syncCompany } from "./sync-company.ts";
import { thisPc } from "./this-pc.ts";

const HELP = `The CFA agent reads companies' books from Tally and pushes them to the CFA server.

  agent pair --server URL [--company NAME]        shows a code and a QR to be taken in the app
  agent pair --server URL --code ABCD-EFGH        takes the code that the app shows
  agent pair --server URL --key KEY --company GUID [--tally HOST:PORT] [--data DIR]
  agent sync --once [--data DIR]
  agent run [--poll SECONDS] [--env FILE] [--data DIR]
  agent status [--data DIR]
  agent selftest [--data DIR]                     tries out folder, outbox, keys, Tally, server and clock

  --data DIR          folder with the agent's settings, keys and outboxes (default: .data/agent)
  --server URL        address of the CFA server, such as https://app.example.in
  --code CODE         the code (or the text of the QR) that the app shows for a new agent
  --key KEY           the company's API key (cfa_live_…); better in the environment as CFA_AGENT_KEY
  --company GUID      the company's GUID in Tally (with a code its name will do, and with one open company nothing is needed);
                      pairing another one adds it, the same one replaces its key
  --tally HOST:PORT   where Tally answers (default: 127.0.0.1:9000)
  --poll SECONDS      how often Tally is looked at (default: 300, at least 60)
  --env FILE          settings and keys left for the agent (default: .env in the data folder):
                      CFA_SERVER_URL, TALLY_URL, SYNC_HOURS, CFA_API_KEY with CFA_COMPANY (name or GUID, where several are
                      open), and CFA_API_KEY_2 with CFA_COMPANY_2 and so on. Keys move to the key store and leave the file.

Ends with 0 all well, 1 something failed, 2 wrong use, 3 not paired, 4 another agent is at work in the folder,
5 a check of selftest failed.
`;

const OPTIONS = {
  help: { type: "boolean", short: "h" },
  once: { type: "boolean" },
  data: { type: "string", default: ".data/agent" },
  server: { type: "string" },
  key: { type: "string" },
  code: { type: "string" },
  company: { type: "string" },
  tally: { type: "string" },
  env: { type: "string" },
  poll: { type: "string", default: "300" },
  /** For tests alone: polls as often as is said. */
  "poll-for-tests": { type: "boolean" },
} as const;

const LEAST_POLL_SECONDS = 60;

process.exitCode = await main(process.argv.slice(2));

async function main(argv: string[]): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return complain(`${(error as Error).message} (agent --help)`, EXIT.usage);
  }
  const { values, positionals } = parsed;
  const [command] = positionals;
  if (values.help === true || command === undefined) {
    console.log(HELP);
    return values.help === true ? EXIT.well : EXIT.usage;
  }
  switch (command) {
    case "pair":
      return pairHere(values);
    case "sync":
      if (values.once === true) return alone(values.data, () => syncAll(values.data));
      return complain("say --once, or agent run to sync again and again (agent --help)", EXIT.usage);
    case "run": {
      const seconds = Number(values.poll);
      const least = values["poll-for-tests"] === true ? 0 : LEAST_POLL_SECONDS;
      if (!(seconds >= least)) {
        const message = `--poll takes seconds, at least ${LEAST_POLL_SECONDS}, not "${values.poll}".`;
        return complain(message, EXIT.usage);
      }
      const envFile = values.env ?? join(values.data, ENV_FILE);
      return alone(values.data, () => run(values.data, { pollMs: seconds * 1000, envFile }));
    }
    case "status":
      return status(values.data);
    case "selftest":
      return selfTest(values.data);
    default:
      return complain(`no such command: ${command} (agent --help)`, EXIT.usage);
  }
}

async function pairHere(values: PairValues): Promise<number> {
  const key = values.key ?? process.env["CFA_AGENT_KEY"];
  const how = { keys: keysIn(values.data), say: (line: string) => console.log(line) };
  const paired = await pair({ ...values, key }, how);
  if (!paired.ok) return complain(`Not paired: ${paired.error}`, EXIT.failure);
  const { length } = paired.value.companies;
  console.log(`Paired; this agent carries ${length} ${length === 1 ? "company" : "companies"}.`);
  console.log(`Now: agent sync --once --data ${values.data}`);
  return EXIT.well;
}

function status(folder: string): number {
  const config = readConfig(folder, keysIn(folder));
  if (!config.ok) return complain(config.error, EXIT.notPaired);
  for (const line of statusLines(folder, config.value)) console.log(line);
  return EXIT.well;
}

async function selfTest(folder: string): Promise<number> {
  const config = openConfig(folder, keysIn(folder));
  if (!config.ok) return complain(config.error, EXIT.unfit);
  const { tally, companies } = config.value;
  const servers = [...new Set(companies.map(({ server }) => server))];
  let code: number = EXIT.well;
  for await (const check of checkPc({ folder, protection: FILE_PROTECTION, tally, servers, now })) {
    console.log(`${check.isOk ? "ok  " : "FAIL"} ${check.name}: ${check.line}`);
    if (!check.isOk) code = EXIT.unfit;
  }
  return code;
}

/** Runs `work` with the folder to itself. */
async function alone(folder: string, work: () => Promise<number>): Promise<number> {
  const lock = lockFolder(folder);
  if (!lock.ok) return complain(lock.error, EXIT.atWork);
  try {
    return await work();
  } finally {
    lock.value();
  }
}

/** Every company once, one after the other. The exit code tells whether all went well. */
async function syncAll(folder: string): Promise<number> {
  const keys = keysIn(folder);
  const config = readConfig(folder, keys);
  if (!config.ok) return complain(config.error, EXIT.notPaired);
  const tally = createTallyClient(config.value.tally);
  const write = createWriteClient(config.value.tally);
  const common = { folder, config: config.value, keys, tally, write, now };
  let failures = 0;
  for (const company of config.value.companies) {
    const result = await syncCompany(company, { ...common, say: (line) => console.log(line) });
    if (result.ok) console.log(outcomeLine(result.value));
    else {
      failures++;
      complain(failureLine(result.error), EXIT.failure);
    }
  }
  return failures === 0 ? EXIT.well : EXIT.failure;
}

/** The engine without a window, until SIGTERM or SIGINT. */
async function run(
  folder: string,
  { pollMs, envFile }: { pollMs: number; envFile: string },
): Promise<number> {
  const config = readConfig(folder, keysIn(folder));
  if (!config.ok && !existsSync(envFile)) return complain(config.error, EXIT.notPaired);
  const { createEngine } = await import("./engine/create-engine.ts");
  const engine = createEngine({
    folder,
    protection: FILE_PROTECTION,
    now,
    ...thisPc(),
    log: openLog({ folder, now }),
    say: (line) => console.log(line),
    pollMs,
    envFile,
    startsFirstRead: true,
  });
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, resolve);
  });
  await engine.close();
  // A question to Tally that is still under way keeps nobody waiting: it is asked again at the next start.
  setImmediate(() => process.exit(EXIT.well));
  return EXIT.well;
}

function now(): string {
  return new Date().toISOString();
}

/** Without a window there is no system store at hand. */
function keysIn(folder: string): KeyStore {
  return openKeyStore(folder, FILE_PROTECTION);
}

function failureLine({ code, message, fix }: SyncFailure): string {
  return [message, fix, `[${code}]`].filter((part) => part !== undefined).join(" ");
}

function complain(line: string, code: number): number {
  console.error(line);
  return code;
}
