import { existsSync } from "node:fs";
import { join } from "node:path";

import { outboxFolder, type Carried, type Config } from "./config.ts";
import { selfLine } from "./extract/self-test.ts";
import { OUTBOX_FILE } from "./outbox/disk.ts";
import { openOutbox } from "./outbox/outbox.ts";
import { AGENT_VERSION } from "./version.ts";

/** What the agent knows, as lines for people. Neither Tally nor the server is asked. */
export function statusLines(folder: string, config: Config): string[] {
  const { tally, companies, agentId } = config;
  return [
    `CFA agent ${AGENT_VERSION}, id ${agentId}`,
    `Tally at ${tally.host}:${tally.port}`,
    ...companies.flatMap((company) => ["", ...companyLines(folder, company)]),
  ];
}

function companyLines(folder: string, { companyGuid, server }: Carried): string[] {
  const place = outboxFolder(folder, companyGuid);
  const head = `Company ${companyGuid} → ${server}`;
  if (!existsSync(join(place, OUTBOX_FILE))) return [head, "  never synced"];
  const outbox = openOutbox(place);
  try {
    const self = outbox.recall("self")?.tally;
    const last = outbox.recall("lastSync");
    const trouble = outbox.recall("trouble");
    const sweep = outbox.recall("sweep");
    const setAside = outbox.recall("setAside") ?? [];
    return [
      head,
      `  Tally: ${self === undefined ? "not tried out yet" : `${selfLine(self)}, tried out ${self.checkedAt}`}`,
      `  last sync: ${last === undefined ? "none went well yet" : `${last.at}: ${last.line}`}`,
      ...(sweep === undefined ? [] : [`  last daily sweep: ${sweep.at}`]),
      trouble === undefined
        ? "  trouble: none"
        : `  trouble since ${trouble.since}: ${trouble.message} ${trouble.fix} [${trouble.code}]`,
      `  outbox: ${outboxLine(outbox)}`,
      ...setAside.map(
        ({ name, guid, reason, at }) => `  set aside ${at}: ${name ?? guid ?? "an object"}: ${reason}`,
      ),
    ];
  } finally {
    outbox.close();
  }
}

function outboxLine(outbox: ReturnType<typeof openOutbox>): string {
  const run = outbox.currentRun();
  if (run === undefined) return "empty";
  const { batches, acknowledged } = outbox.progress(run.runId);
  const state = run.extracted ? "all read" : "being read";
  return `${run.kind} run of "${run.company.name}", ${state}, ${acknowledged} of ${batches} batches sent`;
}
