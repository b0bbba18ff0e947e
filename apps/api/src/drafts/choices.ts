import type { DraftChoices } from "@cfa/contract/drafts";
import type { DraftKind, DraftProblem, DraftVoucher } from "@cfa/contract/draft-voucher";
import { draftBill, draftLedgers, type DraftLedger } from "@cfa/db/queries/drafts/facts";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { latestDay } from "@cfa/tally/write-back/check-day";
import { checkDraft } from "@cfa/tally/write-back/check-draft";
import { idOut } from "@cfa/values/ids";
import { paiseToJson } from "@cfa/values/money";

import { ApiFailure } from "../errors.ts";
import { gatherFacts, readGround, stillOpen, voucherTypes, type Ground } from "./ground.ts";

/** Problems that no choice of amount, day, ledger or type could mend. */
const HOPELESS: readonly DraftProblem["code"][] = [
  "party-missing",
  "party-not-bill-wise",
  "party-foreign",
  "bill-missing",
  "bill-unnamed",
  "bill-inferred",
];

/** What a draft for a bill may be made of, the likeliest first; and why none can be made where none can. */
export async function readChoices(
  reader: BooksReader,
  wanted: { billId: string; kind: DraftKind; now: Date },
): Promise<DraftChoices> {
  const { kind } = wanted;
  const bill = await draftBill(reader, wanted.billId);
  if (bill?.side !== "receivable") throw new ApiFailure("not-found");
  const [party] = await draftLedgers(reader, { ids: [bill.ledgerId] });
  if (party === undefined) throw new ApiFailure("not-found");
  const open = await stillOpen(reader, bill, null);
  const opposite = await draftLedgers(reader, { opposite: true });
  const types = (await voucherTypes(reader)).filter((type) => type.kind === kind).map(({ name }) => name);
  const ground = await readGround(reader, wanted.now);
  return {
    kind,
    party: { partyId: idOut("party", bill.ledgerId), name: party.name },
    bill: { billId: idOut("bill", bill.billId), name: bill.name },
    open: paiseToJson(open),
    day: (ground && latestDay(ground.days)) ?? null,
    voucherTypes: types.toSorted((a, b) => Number(isReserved(b)) - Number(isReserved(a))),
    ledgers: opposite
      .filter((ledger) => (kind === "receipt" ? ledger.isMoney : ledger.isRevenue))
      .toSorted(byLikelihood(kind))
      .map(presentLedger),
    taxLedgers: opposite
      .filter((ledger) => kind === "credit-note" && ledger.isTax)
      .toSorted((a, b) => likelihood(b, LIKELY_TAX) - likelihood(a, LIKELY_TAX))
      .map(presentLedger),
    problems: await hopelessProblems(reader, ground, {
      ledgerId: bill.ledgerId,
      voucher: sketch(kind, party.name, bill.name),
    }),
  };
}

async function hopelessProblems(
  reader: BooksReader,
  ground: Ground | undefined,
  { ledgerId, voucher }: { ledgerId: string; voucher: DraftVoucher },
): Promise<DraftProblem[]> {
  if (ground === undefined) {
    const message = "Tally has not been read yet; let the agent sync once.";
    return [{ code: "company-unread", about: "", message }];
  }
  const about = { ground, voucher, ledgerId, isTaxNote: false, draftId: null };
  const { facts } = await gatherFacts(reader, about);
  return checkDraft(voucher, facts).problems.filter((problem) => HOPELESS.includes(problem.code));
}

/** Just enough of a voucher to ask whether the party and the bill are fit for one. */
function sketch(kind: DraftKind, party: string, bill: string): DraftVoucher {
  const lines = [
    { ledger: "", amount: "-1", isParty: false },
    { ledger: party, amount: "1", isParty: true },
  ];
  return {
    marker: "CFA-aaaaaaaaaaaa",
    kind,
    type: "",
    date: "2000-01-01",
    party,
    bill,
    narration: "",
    lines,
  };
}

/** The type that every company has comes before those of its own making. */
function isReserved(name: string): boolean {
  return /^(credit note|receipt)$/i.test(name);
}

/** By their names, the likeliest last. It only orders what a person chooses from. */
const LIKELY: Readonly<Record<DraftKind, readonly RegExp[]>> = {
  "credit-note": [/rebate|scheme|incentive/i, /discount(?!.*received)/i, /discount.*allowed/i],
  receipt: [/bank|current a\/c/i],
};
const LIKELY_TAX = [/gst/i, /output/i];

/** The likeliest ledger to stand opposite the party first. */
export function byLikelihood(kind: DraftKind): (a: DraftLedger, b: DraftLedger) => number {
  return (a, b) => likelihood(b, LIKELY[kind]) - likelihood(a, LIKELY[kind]);
}

function likelihood({ name }: DraftLedger, patterns: readonly RegExp[]): number {
  return patterns.findLastIndex((pattern) => pattern.test(name));
}

function presentLedger({ ledgerId, name }: DraftLedger): { ledgerId: string; name: string } {
  return { ledgerId: idOut("ledger", ledgerId), name };
}
