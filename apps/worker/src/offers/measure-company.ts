import type { OfferFigures } from "@cfa/contract/offer-results";
import type { CompanyTx } from "@cfa/db/company-scope";
import { costOfCash } from "@cfa/db/queries/offers/read-candidates";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { offerSaid } from "@cfa/db/queries/offers/programme";
import {
  chasedNoMore,
  keepOfferResult,
  latestStop,
  measuredBills,
  measuredOffers,
  switchOffersOff,
  type MeasuredBillRow,
  type MeasuredOfferRow,
} from "@cfa/db/queries/offers/results";
import { partyRoots } from "@cfa/db/queries/party-roots";
import { noteCostOf } from "@cfa/insights/offer/note-rules";
import { USUAL_OFFER_SETTINGS } from "@cfa/insights/offer/offer-settings";
import {
  programmeResults,
  type ProgrammeBill,
  type ProgrammeOffer,
  type ProgrammeResults,
} from "@cfa/insights/offer/programme-results";
import type { Interval } from "@cfa/insights/offer/welch";
import type { LocalDate } from "@cfa/values/local-date";

/** In whose name offers are switched off by what was measured. */
export const THE_MEASURING = { id: "offers", name: "CFA" };

/** Nothing is spent on sending yet: an owner sends the address on. */
const SENDING = 0n;

/**
 * Measures what a company's offers brought and keeps it as of today. Two quarters running without a net gain switch offers off, once for the same
 * quarters. A company that was never proposed anything has no results. Safe to run twice.
 */
export async function measureCompany(
  tx: CompanyTx,
  { now, today }: { now: Date; today: LocalDate },
): Promise<void> {
  const rows = await measuredOffers(tx);
  const [first] = rows.map(({ billDate }) => billDate).toSorted();
  if (first === undefined) return;
  const roots = await partyRoots(tx);
  const rootOf = (guid: string) => roots.get(guid) ?? guid;
  const parties = [...new Set(rows.map(({ guid }) => rootOf(guid)))];
  const bills = await measuredBills(tx, { parties, from: first, upTo: today });
  const said = await offerSaid(tx);
  const results = programmeResults(
    rows.map((row) => offerOf(row, rootOf)),
    billsOf(bills, rows),
    {
      today,
      costOfCash: await costOfCash(tx, today),
      noteCost: noteCostOf(said?.gstMode ?? USUAL_OFFER_SETTINGS.noteMode, null),
      sending: SENDING,
      optedOut: new Map(
        (await chasedNoMore(tx, today)).map(({ guid, since }) => [rootOf(guid), since as LocalDate]),
      ),
    },
  );
  const { measured } = results;
  await keepOfferResult(tx, {
    asOf: today,
    measuredAt: now,
    treated: measured.treated,
    heldOut: measured.heldOut,
    net: inPaise(measured.net),
    verdict: measured.verdict,
    figures: figuresOf(results, rows),
    stoppedFor: await stop(tx, { now, results }),
  });
}

/** Switches offers off where the rule says so; answers the end of the later quarter, null where nothing was done. */
async function stop(
  tx: CompanyTx,
  { now, results }: { now: Date; results: ProgrammeResults },
): Promise<string | null> {
  const quarters = results.quarters.slice(-2);
  const last = quarters.at(-1);
  if (!results.shouldStop || last === undefined) return null;
  const before = await latestStop(tx);
  if (before !== undefined && before.stoppedFor >= last.to) return null;
  const { rule, style, noteMode, margin, cap, monthlyBudget, partyYearCap, gapDays } = USUAL_OFFER_SETTINGS;
  const isOff = await switchOffersOff(tx, {
    usual: {
      rule,
      style,
      gst_mode: noteMode,
      margin,
      cap,
      monthly_budget: monthlyBudget,
      party_year_cap: partyYearCap,
      gap_days: gapDays,
    },
    at: now,
    by: THE_MEASURING,
  });
  if (!isOff) return null;
  const [from, to] = [quarters[0]?.from, last.to];
  await addAuditEntry(tx, {
    user: THE_MEASURING,
    action: "change-offers-stopped",
    detail: { after: { from, to } },
  });
  return last.to;
}

function offerOf(row: MeasuredOfferRow, rootOf: (guid: string) => string): ProgrammeOffer {
  return {
    partyId: rootOf(row.guid),
    billDate: row.billDate as LocalDate, // days of the database
    proposedOn: row.proposedOn as LocalDate,
    isHeldOut: row.isHeldOut,
    delay: row.delay,
  };
}

/** Bills with what offers gave on them; one that was honoured is paid with its discount, whenever the credit note follows. */
function billsOf(bills: readonly MeasuredBillRow[], offers: readonly MeasuredOfferRow[]): ProgrammeBill[] {
  const honoured = new Map(
    offers
      .filter(({ settledOn }) => settledOn !== null)
      .map((offer) => [keyOf({ ...offer, nameKey: offer.billKey, date: offer.billDate }), offer]),
  );
  return bills.map((bill) => {
    const offer = honoured.get(keyOf(bill));
    return {
      partyId: bill.party,
      date: bill.date as LocalDate,
      dueDate: bill.dueDate as LocalDate,
      amount: bill.amount,
      paid: (offer?.settledOn ?? bill.paid) as LocalDate | null,
      given: offer?.discount ?? 0n,
    };
  });
}

function keyOf({ guid, nameKey, date }: { guid: string; nameKey: string; date: string }): string {
  return JSON.stringify([guid, nameKey, date]);
}

function figuresOf(
  { measured, inTime, needed, quarters, shouldStop }: ProgrammeResults,
  rows: readonly MeasuredOfferRow[],
): OfferFigures {
  const real = rows.filter(({ isHeldOut }) => !isHeldOut);
  const count = (...states: MeasuredOfferRow["state"][]) =>
    real.filter(({ state }) => states.includes(state)).length;
  return {
    rupeeDays: measured.rupeeDays,
    needed,
    optedOut: measured.optedOut,
    inTime: { ...inTime, difference: measured.nextQuarter },
    counts: {
      proposed: real.length,
      approved: count("approved", "accepted", "honoured", "lapsed", "withdrawn"),
      accepted: real.filter(({ wasAccepted }) => wasAccepted).length,
      honoured: count("honoured"),
      lapsed: count("lapsed"),
      withdrawn: count("withdrawn"),
    },
    given: String(real.reduce((sum, { discount }) => sum + (discount ?? 0n), 0n)),
    quarters: quarters.map(({ net, ...quarter }) => ({ ...quarter, net: inText(inPaise(net)) })),
    meetsStopRule: shouldStop,
  };
}

const PAISE = 100;

function inPaise(rupees: Interval | null): { mean: bigint; low: bigint; high: bigint } | null {
  if (rupees === null) return null;
  return { mean: paiseOf(rupees.mean), low: paiseOf(rupees.low), high: paiseOf(rupees.high) };
}

function paiseOf(rupees: number): bigint {
  return BigInt(Math.round(rupees * PAISE));
}

function inText(paise: { mean: bigint; low: bigint; high: bigint } | null) {
  return paise && { mean: String(paise.mean), low: String(paise.low), high: String(paise.high) };
}
