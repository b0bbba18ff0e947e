import { OpenRun, PROTOCOL, type RunOpened } from "@cfa/contract/sync";
import type { CompanyTx } from "@cfa/db/company-scope";
import { heartbeatGround, noteAgent } from "@cfa/db/queries/agent-heartbeat";
import { nextExpected } from "@cfa/db/queries/sync-batches";
import { bindCompany, knownMarks, leaseHolder, lockSyncState, openRun } from "@cfa/db/queries/sync-runs";
import { parseLocalDate } from "@cfa/values/local-date";

import { ApiFailure } from "../errors.ts";
import { readShape } from "../read-shape.ts";
import { openWants, seenOf } from "./heartbeat.ts";

/** A run that has not moved for so long is no longer under way. */
const QUIET_SECONDS = 120;

/** Reads the request that opens a run. */
export function readOpenRun(json: unknown): OpenRun {
  const protocol = (json as { protocol?: unknown } | null)?.protocol;
  if (typeof protocol === "number" && protocol !== PROTOCOL) throw new ApiFailure("unsupported-protocol");
  const run = readShape(OpenRun, json);
  if (run.company.guid.trim() === "") {
    throw new ApiFailure("bad-input", { field: "company.guid", message: "The company has no GUID." });
  }
  for (const field of ["booksFrom", "startingFrom", "endingAt", "lastVoucherDate", "periodFrom"] as const) {
    const date = run.company[field];
    if (date !== undefined && !parseLocalDate(date).ok) {
      throw new ApiFailure("bad-input", { field: `company.${field}`, message: `There is no day ${date}.` });
    }
  }
  return run;
}

/**
 * Opens a run, or answers how far it is when it is open already. A key serves one set of books only, and one agent at a
 * time writes: while another's run is under way this one waits, otherwise it takes the lease and the other's is over.
 */
export async function openRunFor(
  tx: CompanyTx,
  run: OpenRun,
  keyId: string,
): Promise<Omit<RunOpened, "serverTime">> {
  if (!(await bindCompany(tx, run.company.guid))) {
    throw new ApiFailure("wrong-company", {
      message: "This key belongs to another company's books in Tally. Use the key of this company.",
    });
  }
  await lockSyncState(tx);
  await refuseBeside(tx, run);
  const ground = await heartbeatGround(tx);
  const wants = openWants(ground.wants);
  const opened = await openRun(tx, {
    runId: run.runId,
    kind: run.kind,
    source: run.source,
    agentId: run.agent.id,
    agentVersion: run.agent.version,
    machine: run.agent.machine,
    companyRecord: run.company,
    asked: wants,
  });
  if (run.source === "agent") await noteAgent(tx, seenOf(run, keyId), null);
  return {
    runId: run.runId,
    lease: Number(opened.lease),
    nextExpected: await nextExpected(tx, run.runId),
    known: await knownMarks(tx),
    ...(wants === undefined ? {} : { wants }),
  };
}

/** Two installations on one company would take the lease from each other for ever: the one under way goes first. */
async function refuseBeside(tx: CompanyTx, run: OpenRun): Promise<void> {
  const holder = await leaseHolder(tx);
  const isOther =
    run.agent.id !== undefined &&
    holder?.agentId !== undefined &&
    holder.agentId !== null &&
    holder.agentId !== run.agent.id;
  if (!isOther || holder.runId === run.runId || holder.state !== "open") return;
  const wait = Math.ceil(QUIET_SECONDS - holder.quietSeconds);
  if (wait <= 0) return;
  throw new ApiFailure("other-agent", {
    message: `The agent on "${holder.machine}" is syncing this company at the moment. Use one agent for a company: stop one of the two.`,
    retryAfterSeconds: wait,
  });
}
