import type { BillForecast, PartyInsight, PaymentInsight } from "@cfa/insights/payment-insight";
import { jsonWithPaise } from "@cfa/values/money";
import { dropOld } from "./drop-old.ts";

import type { CompanyTx } from "../../company-scope.ts";
import { copyRow } from "../../copy-text.ts";
import type { Side } from "../../tables/bills.ts";
import type { LearningTryTable } from "../../tables/insights.ts";

/** What was learned of one side, with what it came from. */
export type Learning = {
  side: Side;
  insight: PaymentInsight;
  learnedAt: Date;
  generation: bigint;
  classEdges: readonly number[];
  billsFrom: string;
  bills: number;
  olderBills: number;
  isWithoutTrees: boolean;
};

/** How a try to learn ended. */
export type LearningTry = {
  side: Side;
  asOf: string;
  triedAt: Date;
  generation: bigint;
  outcome: LearningTryTable["outcome"];
  failure: LearningTryTable["failure"];
};

/** All days of the last so many are kept, then the last of each week. */
const KEEP_DAYS = 8;
const KEEP_WEEKS = 26;

/** Holds the company until the end of the transaction, so that it does not go meanwhile; false: it is gone. */
export async function holdCompany(tx: CompanyTx): Promise<boolean> {
  const rows = await tx.run("select from company where company_id = $1 for key share", [tx.companyId]);
  return rows.length > 0;
}

/** Puts a learning in the place of that of the same side and day, and lets old ones go. */
export async function keepLearning(tx: CompanyTx, learning: Learning): Promise<void> {
  const { side, insight } = learning;
  const scope = [tx.companyId, side, insight.asOf];
  await tx.run("delete from payment_learning where company_id = $1 and side = $2 and as_of = $3", scope);
  await tx.query
    .insertInto("payment_learning")
    .values({
      company_id: tx.companyId,
      side,
      as_of: insight.asOf,
      learned_at: learning.learnedAt,
      generation: learning.generation,
      model: insight.model,
      seed: insight.seed,
      class_edges: [...learning.classEdges],
      bills_from: learning.billsFrom,
      bills: learning.bills,
      older_bills: learning.olderBills,
      is_without_trees: learning.isWithoutTrees,
      company: jsonWithPaise(insight.company),
    })
    .execute();
  await tx.run(WORK_TABLES);
  await tx.copyIn("copy taken_forecast from stdin", forecastRows(insight.bills));
  await tx.copyIn("copy taken_insight from stdin", partyRows(insight.parties));
  await tx.run("insert into bill_forecast select $1, $2, $3::date, t.* from taken_forecast t", scope);
  await tx.run("insert into party_insight select $1, $2, $3::date, t.* from taken_insight t", scope);
  await tx.run("drop table taken_forecast, taken_insight");
  await dropOld(tx, "payment_learning", { side, asOf: insight.asOf, days: KEEP_DAYS, weeks: KEEP_WEEKS });
}

/** Lets go of all that was learned of a side: there is nothing to learn from any more. */
export async function dropLearnings(tx: CompanyTx, side: Side): Promise<void> {
  for (const table of ["payment_learning", "payment_training"]) {
    await tx.run(`delete from ${table} where company_id = $1 and side = $2`, [tx.companyId, side]);
  }
}

/** Keeps what the next learning of a side begins with; JSON. */
export async function keepTraining(
  tx: CompanyTx,
  { side, model, training }: { side: Side; model: string; training: string },
): Promise<void> {
  await tx.query
    .insertInto("payment_training")
    .values({ company_id: tx.companyId, side, model, training })
    .onConflict((conflict) => conflict.columns(["company_id", "side"]).doUpdateSet({ model, training }))
    .execute();
}

/** Notes how the latest try ended. */
export async function noteTry(tx: CompanyTx, tried: LearningTry): Promise<void> {
  const { side, asOf, triedAt, generation, outcome, failure } = tried;
  const values = { as_of: asOf, tried_at: triedAt, generation, outcome, failure };
  await tx.query
    .insertInto("learning_try")
    .values({ company_id: tx.companyId, side, ...values })
    .onConflict((conflict) => conflict.columns(["company_id", "side"]).doUpdateSet(values))
    .execute();
}

const WORK_TABLES = `
  create temp table taken_forecast (
    bill_id uuid, ledger_id uuid, amount bigint, median date, low date, high date, late real, weeks real[], never real,
    basis text, is_promised boolean, reasons jsonb) on commit drop;
  create temp table taken_insight (
    ledger_id uuid, class text, learned_class text, confidence real, expected_delay real, uncertainty real, reason jsonb,
    drift jsonb, risk real, drivers jsonb, expected_loss bigint, suggested_limit bigint) on commit drop;`;

function* forecastRows(bills: readonly BillForecast[]): Generator<string> {
  for (const bill of bills) {
    yield copyRow([
      bill.billId,
      bill.partyId,
      bill.amount,
      bill.median,
      bill.low,
      bill.high,
      bill.late,
      `{${bill.weeks.join(",")}}`,
      bill.never,
      bill.basis,
      bill.reasons.some(({ kind }) => kind === "promised"),
      jsonWithPaise(bill.reasons),
    ]);
  }
}

function* partyRows(parties: readonly PartyInsight[]): Generator<string> {
  for (const party of parties) {
    yield copyRow([
      party.partyId,
      party.class,
      party.learnedClass,
      party.confidence,
      party.expectedDelay,
      party.uncertainty,
      jsonWithPaise(party.reason),
      party.drift === null ? null : jsonWithPaise(party.drift),
      party.risk,
      jsonWithPaise(party.drivers),
      party.expectedLoss,
      party.suggestedLimit,
    ]);
  }
}
