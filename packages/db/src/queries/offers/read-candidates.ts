import { costOfCashOn, ratesOf } from "@cfa/books/cost-of-cash";
import { partyRoots } from "../party-roots.ts";
import {
  offerBills,
  offerParties,
  pastOffers,
  type OfferBillRow,
  type OfferPartyRow,
  type PastOfferRow,
} from "./candidates.ts";
import { offerSaid, type OfferArm } from "./programme.ts";
import { costOfCashSaid } from "../settings/cost-of-cash.ts";
import { statutoryRules } from "../settings/statutory-rules.ts";
import type { BooksReader } from "../snapshot.ts";
import type { BillInterest, OfferBill, OfferParty, OfferPast } from "@cfa/insights/offer/offer-candidate";
import type { SaleTax } from "@cfa/insights/offer/sale-tax";
import { USUAL_OFFER_SETTINGS, type OfferSettings } from "@cfa/insights/offer/offer-settings";
import { addDays, type LocalDate } from "@cfa/values/local-date";
import { monthOf } from "@cfa/values/period";

import { readInterest, readSaleTaxes } from "./read-bill-facts.ts";

/** Who might be offered something, as of one moment, with the keys behind the ids of bills and parties. */
export type Candidates = {
  readonly isOn: boolean;
  readonly settings: OfferSettings;
  readonly parties: readonly (OfferParty & { readonly guid: string; readonly class: string })[];
  readonly bills: ReadonlyMap<string, OfferBillRow>;
  readonly company: { ended: number; taken: number };
  /** What was approved within the month is expected to cost. */
  readonly spent: bigint;
};

const YEAR = 365;

/** Reads them; `arms`: of this year, as far as they are drawn. */
export async function readCandidates(
  reader: BooksReader,
  { learned, today }: { learned: LocalDate; today: LocalDate },
): Promise<Candidates> {
  const on = { learned, today };
  const parties = await offerParties(reader, on);
  const bills = await offerBills(reader, on);
  const past = await pastOffers(reader);
  const roots = await partyRoots(reader);
  const byParty = Map.groupBy(bills, ({ ledgerId }) => ledgerId);
  const pastOf = Map.groupBy(past, ({ guid }) => roots.get(guid) ?? guid);
  const offered = new Set(past.map((one) => keyText(one)));
  const said = await offerSaid(reader);
  // Otherwise no tax comes back with a note.
  const taxed = said?.gstMode === "section34" ? bills.map(({ billId }) => billId) : [];
  const taxes = await readSaleTaxes(reader, taxed);
  const facts = { offered, taxes, interest: await readInterest(reader, today) };
  const real = past.filter(({ state }) => ["honoured", "lapsed", "withdrawn"].includes(state));
  return {
    isOn: said?.isOn ?? true,
    settings: { ...USUAL_OFFER_SETTINGS, ...settingsOf(said), costOfCash: await costOfCash(reader, today) },
    parties: parties.map((party) => ({
      ...partyOf(party, byParty.get(party.ledgerId) ?? [], facts),
      past: pastOfParty(pastOf.get(party.guid) ?? [], today),
      guid: party.guid,
      class: party.class,
    })),
    bills: new Map(bills.map((bill) => [bill.billId, bill])),
    company: { ended: real.length, taken: real.filter(({ state }) => state === "honoured").length },
    spent: spentIn(past, monthOf(today).from),
  };
}

/** The arms of parties put to them: who has none yet is not held out, and is to be drawn first. */
export function withArms<Party extends OfferParty & { guid: string }>(
  parties: readonly Party[],
  arms: readonly OfferArm[],
): Party[] {
  const heldOut = new Set(arms.filter((arm) => arm.isHeldOut).map(({ guid }) => guid));
  return parties.map((party) => ({ ...party, isHeldOut: heldOut.has(party.guid) }));
}

function settingsOf(said: Awaited<ReturnType<typeof offerSaid>>): Partial<OfferSettings> {
  if (said === undefined) return {};
  const { rule, style, gstMode, margin, cap, monthlyBudget, partyYearCap, gapDays } = said;
  return { rule, style, noteMode: gstMode, margin, cap, monthlyBudget, partyYearCap, gapDays };
}

/** What cash costs the company on a day, hundredths of a percent a year. */
export async function costOfCash(reader: BooksReader, today: LocalDate): Promise<number> {
  const rates = ratesOf(await costOfCashSaid(reader), await statutoryRules(reader, ["cost-of-cash"]));
  return costOfCashOn(today, rates).hundredths;
}

function partyOf(
  party: OfferPartyRow,
  bills: readonly OfferBillRow[],
  facts: BillFacts,
): Omit<OfferParty, "past"> {
  return {
    partyId: party.ledgerId,
    isExcluded: party.isExcluded,
    isHeldOut: false,
    mayBeWrittenTo: false, // no leave is asked for yet: an offer stands on its page
    settled: party.settled,
    expectedDelay: party.expectedDelay,
    uncertainty: party.uncertainty,
    yearSales: party.yearSales,
    bills: bills.map((bill) => billOf(bill, facts)),
  };
}

/** What is known of bills besides their rows, by their ids; which were offered before, by their keys. */
type BillFacts = {
  readonly offered: ReadonlySet<string>;
  readonly taxes: ReadonlyMap<string, SaleTax>;
  readonly interest: ReadonlyMap<string, BillInterest>;
};

function billOf(bill: OfferBillRow, { offered, taxes, interest }: BillFacts): OfferBill {
  return {
    billId: bill.billId,
    dueDate: bill.dueDate as LocalDate,
    amount: bill.open - bill.disputed - bill.tdsAwaited,
    disputed: bill.disputed,
    tdsAwaited: bill.tdsAwaited,
    covered: bill.covered,
    taxRate: taxes.get(bill.billId)?.rate ?? null,
    promisedFor: bill.promisedFor as LocalDate | null,
    wasOffered: offered.has(keyText({ guid: bill.guid, billKey: bill.nameKey, billDate: bill.date })),
    interest: interest.get(bill.billId) ?? null,
    forecast: { weeks: bill.weeks, never: bill.never },
  };
}

function pastOfParty(past: readonly PastOfferRow[], today: LocalDate): OfferPast {
  const over = past.filter(({ state }) => state !== "rejected");
  const ended = over.filter(({ state }) => !["approved", "accepted", "ghost"].includes(state));
  const real = ended.filter(({ state }) => state !== "ghost-ended");
  const first = over.find(({ delay }) => delay !== null);
  const untils = ended.map(({ until }) => until).toSorted();
  return {
    lastEnded: (untils.at(-1) ?? null) as LocalDate | null,
    isLive: ended.length < over.length,
    ended: real.length,
    taken: real.filter(({ state }) => state === "honoured").length,
    given: real
      .filter(({ settledOn }) => settledOn !== null && settledOn > addDays(today, -YEAR))
      .reduce((sum, { discount }) => sum + (discount ?? 0n), 0n),
    delayBefore: first?.delay ?? null,
  };
}

function spentIn(past: readonly PastOfferRow[], from: LocalDate): bigint {
  return past
    .filter(({ liveFrom }) => liveFrom !== null && liveFrom >= from)
    .reduce((sum, { cost }) => sum + cost, 0n);
}

function keyText({ guid, billKey, billDate }: Pick<PastOfferRow, "guid" | "billKey" | "billDate">): string {
  return [guid, billKey, billDate].join("\0");
}
