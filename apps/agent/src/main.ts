import { parseArgs } from "node:util";

import { createTallyClient } from "@cfa/tally/client";

import { readConfig, writeConfig } from "./config.ts";
import { openOutbox } from "./outbox/outbox.ts";
import { createServerLink } from "./server-link.ts";
import { syncOnce, type SyncOutcome } from "./sync.ts";

const HELP = `The CFA agent reads one company's books from Tally and pushes them to the CFA server.

  agent pair --server URL --key KEY --company GUID [--tally HOST:PORT] [--data DIR]
  agent sync --once [--data DIR]

  --data DIR          folder with the agent's settings and outbox (default: .data/agent)
  --server URL        address of the CFA server, such as https://app.example.in
  --key KEY           the company's API key (cfa_live_…); better in the environment as CFA_AGENT_KEY
  --company GUID      the company's GUID in Tally
  --tally HOST:PORT   where Tally answers (default: 127.0.0.1:9000)
`;

const OPTIONS = {
  help: { type: "boolean", short: "h" },
  once: { type: "boolean" },
  data: { type: "string", default: ".data/agent" },
  server: { type: "string" },
  key: { type: "string" },
  company: { type: "string" },
  tally: { type: "string", default: "127.0.0.1:9000" },
} as const;

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
  if (command === "pair") return pair(values);
  if (command === "sync" && values.once === true) return sync(values.data);
  if (command === "sync")
    return complain("say --once: this agent syncs when it is asked to (agent sync --once)");
  return complain(`no such command: ${command} (agent --help)`);
}

type PairValues = { data: string; server?: string; key?: string; company?: string; tally: string };

function pair(values: PairValues): number {
  const [host = "", port = ""] = values.tally.split(":");
  const written = writeConfig(values.data, {
    server: values.server ?? "",
    key: values.key ?? process.env["CFA_AGENT_KEY"] ?? "",
    tally: { host, port: Number(port) },
    companyGuid: values.company ?? "",
  });
  if (!written.ok) return complain(`Not paired: ${written.error}`);
  console.log(`Paired. Now: agent sync --once --data ${values.data}`);
  return 0;
}

async function sync(folder: string): Promise<number> {
  const config = readConfig(folder);
  if (!config.ok) return complain(config.error);
  const { server, key, tally, companyGuid } = config.value;
  const outbox = openOutbox(folder);
  try {
    const result = await syncOnce({
      tally: createTallyClient(tally),
      outbox,
      link: createServerLink({ server, key }),
      companyGuid,
      say: (line) => console.log(line),
      now: () => new Date().toISOString(),
    });
    if (!result.ok) return complain(`${result.error.message} [${result.error.code}]`);
    console.log(outcomeLine(result.value));
    return 0;
  } finally {
    outbox.close();
  }
}

function outcomeLine(outcome: SyncOutcome): string {
  if (outcome.kind === "unchanged") return "Nothing has changed in Tally.";
  const { records, quarantined, tieOut } = outcome.run;
  const verdict = {
    equal: "every ledger balance equals Tally's",
    different: "some ledger balances differ from Tally's: see Sync in the app",
    unknown: "not held against Tally's totals yet",
  }[tieOut];
  return `Synced ${records} records, ${quarantined} set aside; ${verdict}.`;
}

function complain(line: string): number {
  console.error(line);
  return 1;
}
