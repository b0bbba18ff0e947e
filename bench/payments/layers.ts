import { casesOn } from "@cfa/insights/backtest/cases";
import { billsOf } from "@cfa/insights/bills";
import { designOf, factsAt } from "@cfa/insights/hazard/design";
import { paymentModel } from "@cfa/insights/payment-model";
import { trainPayments, UNTRAINED } from "@cfa/insights/train-payments";

import { madeLedger } from "./made-ledger.ts";

/** Processor seconds of the hazard with what it says of every open bill, and of what is learned on top of it, for so many bills. */
export type LayerCost = { layerBills: number; layer1CpuSeconds: number; layer2CpuSeconds: number };

const BILLS = 5_000;
const LAST_DAY = 20_783;

/** Measured on a made-up small business; the code is warm. */
export function costOfLayers(): LayerCost {
  const bills = billsOf(
    madeLedger({ bills: BILLS, parties: Math.round(BILLS / 15), lastDay: LAST_DAY, seed: 1 }),
  );
  const cases = casesOn(bills, LAST_DAY);
  const layer1 = cpuSeconds(() => {
    const model = paymentModel(designOf(bills, LAST_DAY), UNTRAINED);
    for (const { row } of cases) model.predict(factsAt(bills, row));
  });
  const layer2 = cpuSeconds(() => {
    const design = designOf(bills, LAST_DAY);
    const model = paymentModel(design, trainPayments(design));
    for (const { row } of cases) model.predict(factsAt(bills, row));
  });
  return { layerBills: BILLS, layer1CpuSeconds: layer1, layer2CpuSeconds: layer2 };
}

function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return Number(((user + system) / 1e6).toFixed(2));
}
