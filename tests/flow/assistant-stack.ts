import { answerQuery } from "@cfa/api/assistant/run-query";
import type { AnswerResult, Cell } from "@cfa/contract/assistant-answer";
import { TypedQuery } from "@cfa/contract/assistant-query";
import type { CashForecastAnswer } from "@cfa/contract/cash-forecast";
import { day } from "@cfa/values/local-date";
import { vi } from "vitest";

import { readSample } from "./reads-stack.ts";
import { startStack, type Stack } from "./stack.ts";

/* A sample company that has been read, learned from and forecast, to be asked by the assistant's queries; and its rows for sums of a test's own. */

export const NOW = new Date("2026-10-01T06:00:00Z");
export const TODAY = day("2026-10-01");

export type AskedCompany = {
  readonly stack: Stack;
  /** The company's UUID. */
  readonly companyId: string;
  ask(fields: Partial<TypedQuery>, language?: "en" | "hi"): Promise<AnswerResult>;
  /** Rows as the database's owner sees them; `$1` is the company. */
  rows<R extends object>(text: string, ...values: unknown[]): Promise<R[]>;
  /** The column `sum` of the first row. */
  sumOf(text: string, ...values: unknown[]): Promise<bigint>;
};

/** Reads the sample company of a seed and waits until its cash is forecast. */
export async function askSample(seed: number): Promise<AskedCompany> {
  const stack = await startStack({ learns: true, now: () => NOW });
  const { company, get } = await readSample(stack, seed);
  await vi.waitFor(
    async () => {
      const { forecast } = await get<CashForecastAnswer>("/cash/forecast");
      if (forecast?.isBehind !== false) throw new Error("the cash is not forecast yet");
    },
    { timeout: 100_000, interval: 300 },
  );
  const rows = <R extends object>(text: string, ...values: unknown[]) =>
    stack.database.asOwner<R>(text, [company.uuid, ...values]);
  return {
    stack,
    companyId: company.uuid,
    rows,
    ask(fields, language = "en") {
      const asking = { query: TypedQuery.parse(fields), now: NOW, today: TODAY, language };
      return answerQuery(stack.database.db, company.uuid, asking);
    },
    async sumOf(text, ...values) {
      const [row] = await rows<{ sum: string | null }>(text, ...values);
      return BigInt(row?.sum ?? 0);
    },
  };
}

/** What a cell holds. */
export function valueOf(cell: Cell | undefined): string | number | null {
  return cell !== undefined && "value" in cell ? cell.value : null;
}

/** The value of a figure by its name. */
export function figure(result: AnswerResult, name: string): string | number | null {
  return valueOf(result.figures.find((each) => each.name === name)?.cell);
}

/** The values of a column by its name. */
export function column(result: AnswerResult, name: string): (string | number | null)[] {
  const at = result.columns.findIndex((each) => each.name === name);
  return result.rows.map((row) => valueOf(row[at]));
}

/** What sums on the wire add up to. */
export function total(values: readonly unknown[]): bigint {
  return values.reduce((sum: bigint, each) => sum + BigInt(String(each)), 0n);
}
