import { counted } from "../counted";

/** The words of the tie-out with Tally. */
export const tieOutEn = {
  which: "What to show",
  byMonth: "By month",
  byParty: "By party",
  revaluation: "Revaluation",
  revaluationNote: "shown by Tally at the latest rate, no difference",
  billsReceivable: "Bills receivable",
  billsPayable: "Bills payable",
  inferredBeside: "Inferred, not in Tally's bills",
  monthsEqual: "Number and sum of vouchers equal Tally's in every month.",
  partiesEqual: "The pending bills of every party equal Tally's.",
  partiesUnknown: "Tally's bills have not been read by party yet. A newer agent brings them.",
  billsNotAsked: "Which bills differ is asked for with Tally's next totals.",
  billDiffers: (name: string, ours: string, tally: string) => `${name}: ours ${ours}, Tally ${tally}`,
  vouchers: (n: number) => counted(n, "voucher"),
  narrowAsked: "The month in which the difference arose is asked for with Tally's next totals.",
  narrowNotAsked:
    "Tally's balances at the ends of months are not known for this ledger, so it cannot be narrowed further here.",
  arose: "Arose here",
  moved: "Moved",
  showVouchers: "Our vouchers of this month",
  hideVouchers: "Hide vouchers",
  noVouchers: "No vouchers on this ledger in this month.",
};
