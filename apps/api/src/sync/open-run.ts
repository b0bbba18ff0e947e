import { OpenRun, PROTOCOL, type RunOpened } from "@cfa/contract/sync";
import type { CompanyTx } from "@cfa/db/company-scope";
import { nextExpected } from "@cfa/db/queries/sync-batches";
import { bindCompany, knownMarks, openRun } from "@cfa/db/queries/sync-runs";
import { parseLocalDate } from "@cfa/values/local-date";

import { ApiFailure } from "../errors.ts";
import { readShape } from "./read-batch.ts";

/** Reads the request that opens a run. */
export function readOpenRun(json: unknown): OpenRun {
  const protocol = (json as { protocol?: unknown } | null)?.protocol;
  if (typeof protocol === "number" && protocol !== PROTOCOL) throw new ApiFailure("unsupported-protocol");
  const run = readShape(OpenRun, json);
  if (run.company.guid.trim() === "") {
    throw new ApiFailure("bad-input", { field: "company.guid", message: "The company has no GUID." });
  }
  for (const field of ["booksFrom", "startingFrom", "endingAt", "lastVoucherDate"] as const) {
    const date = run.company[field];
    if (date !== undefined && !parseLocalDate(date).ok) {
      throw new ApiFailure("bad-input", { field: `company.${field}`, message: `There is no day ${date}.` });
    }
  }
  return run;
}

/** Opens a run, or answers how far it is when it is open already. A key serves one set of books only. */
export async function openRunFor(tx: CompanyTx, run: OpenRun): Promise<Omit<RunOpened, "serverTime">> {
  if (!(await bindCompany(tx, run.company.guid))) {
    throw new ApiFailure("wrong-company", {
      message: "This key belongs to another company's books in Tally. Use the key of this company.",
    });
  }
  const opened = await openRun(tx, {
    runId: run.runId,
    kind: run.kind,
    source: run.source,
    agentVersion: run.agent.version,
    machine: run.agent.machine,
    companyRecord: run.company,
  });
  return {
    runId: run.runId,
    lease: Number(opened.lease),
    nextExpected: await nextExpected(tx, run.runId),
    known: await knownMarks(tx),
  };
}
