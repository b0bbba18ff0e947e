import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";

import { createTallyClient } from "@cfa/tally/client";
import { createWriteClient } from "@cfa/tally/write-back/write-client";

import { readConfig, type Carried, type Config } from "./config.ts";
import { FILE_PROTECTION } from "./keys/file-protection.ts";
import { openKeyStore, type KeyStore } from "./keys/key-store.ts";
import { lockFolder } from "./lock.ts";
import { pair, type PairValues } from "./pair/pair-command.ts";
import { WAITING } from "./schedule/back-off.ts";
import { runLoop } from "./schedule/run-loop.ts";
import { statusLines } from "./status.ts";
import { outcomeLine, syncCompany, type CompanySync } from "./sync-company.ts";
import type { SyncFailure } from "./outcome.ts";

const HELP = `The CFA agent reads companies' books from Tally and pushes them to the CFA server.

  agent pair --server URL [--company NAME]        shows a code and a QR to be taken in the app
  agent pair --server URL --code ABCD-EFGH        takes the code that the app shows
  agent pair --server URL --key KEY --company GUID [--tally HOST:PORT] [--data DIR]
  agent sync --once [--data DIR]
  agent run [--poll SECONDS] [--data DIR]
  agent status [--data DIR]

  --data DIR          folder with the agent's settings and outboxes (default: .data/agent)
  --server URL        address of the CFA server, such as https://app.example.in
  --code CODE         the code (or the text of the QR) that the app shows for a new agent
  --key KEY           the company's API key (cfa_live_…); better in the environment as CFA_AGENT_KEY
  --company GUID      the company's GUID in Tally (with a code its name will do, and with one open company nothing is needed);
                      pairing another one adds it, the same one replaces its key
  --tally HOST:PORT   where Tally answers (default: 127.0.0.1:9000)
  --poll SECONDS      how often Tally is looked at (default: 300, at least 60)
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
  poll: { type: "string", default: "300" },
  /** For tests alone: polls as often as is said. */
  "poll-for-tests": { type: "boolean" },
} as const;

const LEAST_POLL_SECONDS = 60;
/** Other companies wait while one is waited for. */
const SERVER_PATIENCE_MS = 120_000;
/** So long a sync under way may still come to its end after SIGTERM. */
const GRACE_MS = 5_000;

process.exitCode = await main(process.argv.slice(2));

async function main(argv: string[]): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return complain(`${(error as Error).message} (agent --help)`);
  }
  const { values, positionals } = parsed;
  const [command] = positionals;
  if (values.help === true || command === undefined) {
    console.log(HELP);
    return values.help === true ? 0 : 1;
  }
  switch (command) {
    case "pair":
      return pairHere(values);
    case "sync":
      if (values.once === true) return atWork(values.data, syncAll);
      return complain("say --once, or agent run to sync again and again (agent --help)");
    case "run": {
      const seconds = Number(values.poll);
      const least = values["poll-for-tests"] === true ? 0 : LEAST_POLL_SECONDS;
      if (!(seconds >= least))
        return complain(`--poll takes seconds, at least ${LEAST_POLL_SECONDS}, not "${values.poll}".`);
      return atWork(values.data, (company, config) =>
        run(company, config, { folder: values.data, pollMs: seconds * 1000 }),
      );
    }
    case "status":
      return status(values.data);
    default:
      return complain(`no such command: ${command} (agent --help)`);
  }
}

async function pairHere(values: PairValues): Promise<number> {
  const key = values.key ?? process.env["CFA_AGENT_KEY"];
  const paired = await pair(
    { ...values, key },
    { keys: keysIn(values.data), say: (line) => console.log(line) },
  );
  if (!paired.ok) return complain(`Not paired: ${paired.error}`);
  const { length } = paired.value.companies;
  console.log(`Paired; this agent carries ${length} ${length === 1 ? "company" : "companies"}.`);
  console.log(`Now: agent sync --once --data ${values.data}`);
  return 0;
}

function status(folder: string): number {
  const config = readConfig(folder, keysIn(folder));
  if (!config.ok) return complain(config.error);
  for (const line of statusLines(folder, config.value)) console.log(line);
  return 0;
}

type Work = (company: CompanyWork, config: Config) => Promise<number>;
type CompanyWork = (
  company: Carried,
  how?: Pick<CompanySync, "nextTryAt" | "serverPatienceMs">,
) => ReturnType<typeof syncCompany>;

/** Runs `work` with the folder to itself and one client for all companies of the Tally. */
async function atWork(folder: string, work: Work): Promise<number> {
  const config = readConfig(folder, keysIn(folder));
  if (!config.ok) return complain(config.error);
  const lock = lockFolder(folder);
  if (!lock.ok) return complain(lock.error);
  const common: CompanySync = {
    folder,
    config: config.value,
    keys: keysIn(folder),
    tally: createTallyClient(config.value.tally),
    write: createWriteClient(config.value.tally),
    say: (line) => console.log(line),
    now: () => new Date().toISOString(),
  };
  try {
    return await work((carried, how) => syncCompany(carried, { ...common, ...how }), config.value);
  } finally {
    lock.value();
  }
}

/** Every company once, one after the other. The exit code tells whether all went well. */
async function syncAll(company: CompanyWork, config: Config): Promise<number> {
  let failures = 0;
  for (const pairing of config.companies) {
    const result = await company(pairing);
    if (result.ok) console.log(outcomeLine(result.value));
    else {
      failures++;
      complain(failureLine(result.error));
    }
  }
  return failures === 0 ? 0 : 1;
}

/** Again and again until SIGTERM or SIGINT. */
async function run(
  company: CompanyWork,
  config: Config,
  { folder, pollMs }: { folder: string; pollMs: number },
): Promise<number> {
  const ending = new AbortController();
  const end = (): void => {
    ending.abort();
    // Whatever is under way goes on at the next start: everything that counts is in the outbox.
    setTimeout(() => process.exit(0), GRACE_MS).unref();
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, end);
  await runLoop({
    companies: config.companies.map(({ companyGuid }) => companyGuid),
    async sync(guid, nextTryAt) {
      // From the file each time: a key may have been rotated, or pasted, since.
      const known = readConfig(folder, keysIn(folder));
      const { companies } = known.ok ? known.value : config;
      const pairing = companies.find(({ companyGuid }) => companyGuid === guid);
      if (pairing === undefined) throw new Error("the loop asked for a company that is not paired");
      const result = await company(pairing, { nextTryAt, serverPatienceMs: SERVER_PATIENCE_MS });
      if (result.ok && result.value.kind === "synced") console.log(outcomeLine(result.value));
      return result;
    },
    pollMs,
    waiting: {
      ...WAITING,
      sleep: (ms) => sleep(ms, undefined, { signal: ending.signal }).catch(() => undefined),
    },
    now: () => new Date().toISOString(),
    say: (line) => console.log(line),
    isEnding: () => ending.signal.aborted,
  });
  return 0;
}

/** Without a window there is no system store at hand. */
function keysIn(folder: string): KeyStore {
  return openKeyStore(folder, FILE_PROTECTION);
}

function failureLine({ code, message, fix }: SyncFailure): string {
  return [message, fix, `[${code}]`].filter((part) => part !== undefined).join(" ");
}

function complain(line: string): number {
  console.error(line);
  return 1;
}
