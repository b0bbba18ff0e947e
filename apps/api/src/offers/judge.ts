import type { CompanyTx } from "@cfa/db/company-scope";
import { latestLearning } from "@cfa/db/queries/insights/learned";
import type { OfferFullRow } from "@cfa/db/queries/offers/offer-list";
import { readCandidates, type Candidates } from "@cfa/db/queries/offers/read-candidates";
import { editOffer, type EditedOffer, type SaidStep } from "@cfa/insights/offer/edit-offer";
import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

/** Judges an owner's steps by the forecasts and rules of one day. */
export type StepsJudge = {
  /** Null: the bill is not as it was when its offer was proposed, or nothing is known of it any more. */
  readonly judge: (row: OfferFullRow, steps: readonly SaidStep[]) => Promise<EditedOffer | null>;
  /** Counts an offer that was just approved against the month's budget. */
  readonly spend: (cost: Paise) => void;
};

/** Reads the books once, when the first steps are judged. */
export function stepsJudge(tx: CompanyTx, today: LocalDate): StepsJudge {
  let reading: Promise<Candidates | null> | null = null;
  let spentSince = 0n; // what was approved before is read with the rest
  return {
    async judge(row, steps) {
      reading ??= read(tx, today);
      const found = await reading;
      const known = found && knownOf(row, found);
      if (found === null || known === null) return null;
      const { settings, company, spent } = found;
      const left = settings.monthlyBudget - spent - spentSince;
      return editOffer(steps, known, { asOf: today, settings, company, left });
    },
    spend(cost) {
      if (reading !== null) spentSince += cost;
    },
  };
}

async function read(tx: CompanyTx, today: LocalDate): Promise<Candidates | null> {
  const learned = await latestLearning(tx, { side: "receivable", upTo: today });
  return learned === undefined ? null : readCandidates(tx, { learned: learned.asOf as LocalDate, today });
}

/** The bill of an offer with its party, as long as the same is open of it. */
function knownOf(row: OfferFullRow, { bills, parties }: Candidates): Parameters<typeof editOffer>[1] | null {
  const keys = [...bills.values()].find(
    ({ guid, nameKey, date }) => guid === row.ledgerGuid && nameKey === row.billKey && date === row.billDate,
  );
  const party = parties.find(({ partyId }) => partyId === keys?.ledgerId);
  const bill = party?.bills.find(({ billId }) => billId === keys?.billId);
  return party === undefined || bill === undefined || bill.amount !== row.amount ? null : { bill, party };
}
