import type { ScenarioEdit } from "@cfa/contract/cash-scenarios";
import { inCompany } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { dropScenario, keepScenario, scenarios, type ScenarioRow } from "@cfa/db/queries/cash/scenarios";
import { areThere } from "@cfa/db/queries/cash/cash-ledgers";
import { lockSettings } from "@cfa/db/queries/settings/company-setting";
import { readCompany, type BooksReader } from "@cfa/db/queries/snapshot";

import type { Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { presentScenario, readScenario } from "../present/cash/scenario.ts";
import { uuidOf } from "../uuid-of.ts";
import { askedDay } from "./asked-day.ts";

const MOST_SCENARIOS = 100; // of a company

/** What the money would do if. */
export function cashScenarioRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { cashScenarios } = routes;
  return {
    compute: cashScenarios.compute.use(member).handler(async ({ context: { scope }, input: { edits } }) => {
      checkDays(edits);
      const result = await readCompany(db, scope.companyId, async (snapshot) => {
        await checkThings(snapshot, edits);
        return readScenario(snapshot, edits);
      });
      if (result === null) throw noForecast();
      return result;
    }),

    save: cashScenarios.save.use(member).handler(({ context: { scope }, input: { name, edits } }) => {
      checkDays(edits);
      return inCompany(db, scope.companyId, async (tx) => {
        await lockSettings(tx);
        await checkThings(tx, edits);
        if ((await scenarios(tx)).length >= MOST_SCENARIOS) throw tooManyScenarios();
        const made = { name, by: scope.user.name, at: scope.now };
        const scenarioId = await keepScenario(tx, { ...made, edits: JSON.stringify(edits) });
        await addAuditEntry(tx, { user: scope.user, action: "change-scenario-kept", detail: { name } });
        return presentScenario({ scenarioId, name, edits, madeAt: made.at, madeBy: made.by });
      });
    }),

    list: cashScenarios.list.use(member).handler(({ context: { scope } }) =>
      readCompany(db, scope.companyId, async (snapshot) => ({
        scenarios: (await scenarios(snapshot)).map(presentScenario),
      })),
    ),

    read: cashScenarios.read.use(member).handler(({ context: { scope }, input }) => {
      const scenarioId = uuidOf("scenario", input.scenarioId);
      return readCompany(db, scope.companyId, async (snapshot) => {
        const scenario = presentScenario(await scenarioIn(snapshot, scenarioId));
        return { scenario, result: await readScenario(snapshot, scenario.edits) };
      });
    }),

    remove: cashScenarios.remove.use(member).handler(({ context: { scope }, input }) => {
      const scenarioId = uuidOf("scenario", input.scenarioId);
      return inCompany(db, scope.companyId, async (tx) => {
        const name = await dropScenario(tx, scenarioId);
        if (name === undefined) throw new ApiFailure("not-found");
        await addAuditEntry(tx, { user: scope.user, action: "change-scenario-removed", detail: { name } });
        return {};
      });
    }),
  };
}

async function scenarioIn(reader: BooksReader, scenarioId: string): Promise<ScenarioRow> {
  const found = (await scenarios(reader)).find((each) => each.scenarioId === scenarioId);
  if (found === undefined) throw new ApiFailure("not-found");
  return found;
}

/** Days of the calendar, not of its form alone. */
function checkDays(edits: readonly ScenarioEdit[]): void {
  for (const edit of edits) {
    if (edit.kind === "offer") askedDay("edits.payBy", edit.payBy);
    if (edit.kind === "delay-payable") askedDay("edits.to", edit.to);
    if (edit.kind === "hire") askedDay("edits.from", edit.from);
    if (edit.kind === "loan" || edit.kind === "one-off") askedDay("edits.day", edit.day);
    if (edit.kind === "loan") for (const { day } of edit.repayments) askedDay("edits.repayments.day", day);
  }
}

/** What an edit is about must be the company's. */
async function checkThings(reader: BooksReader, edits: readonly ScenarioEdit[]): Promise<void> {
  const ledgerIds = edits.flatMap((edit) =>
    edit.kind === "party-later" ? [uuidOf("party", edit.partyId)] : [],
  );
  const billIds = edits.flatMap((edit) =>
    edit.kind === "offer"
      ? edit.billIds.map((id) => uuidOf("bill", id))
      : edit.kind === "delay-payable"
        ? [uuidOf("bill", edit.billId)]
        : [],
  );
  if (!(await areThere(reader, { ledgerIds, billIds }))) throw new ApiFailure("not-found");
}

function noForecast(): ApiFailure {
  const message = "There is no forecast yet to lay this over. It is made after the first sync.";
  return new ApiFailure("conflict", { message });
}

function tooManyScenarios(): ApiFailure {
  const message = `There are ${MOST_SCENARIOS} scenarios already. Let one go that is not needed any more.`;
  return new ApiFailure("conflict", { message });
}
