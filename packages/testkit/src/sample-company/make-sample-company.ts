import { addDays, addMonths, day, daysBetween, partsOf, type LocalDate } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";
import { financialYearOf, monthOf } from "@cfa/values/period";

import type { Numbering } from "./chart.ts";
import { gstin } from "./contact.ts";
import { companyGuid, companyName, CURRENCIES, makeMasters } from "./masters.ts";
import { makeDesk, type Desk } from "./desk.ts";
import { openedChart, openedLedger, openingPosition, planOpeningBills } from "./openings.ts";
import { makeCustomers, makeSuppliers, meanDelayOn, scaled, roundTo, type TradingParty } from "./parties.ts";
import { CUSTOMER_CAST } from "./party-names.ts";
import { randomFrom, type Turn } from "./random.ts";
import { recurringTruth } from "./recurring.ts";
import { statutoryTruth } from "./statutory.ts";
import { SIZES, type Size } from "./sizes.ts";
import type { Books, Ledger } from "./tally-books.ts";
import { payerClassOf, type PartyTruth, type Truth } from "./truth.ts";
import { byDate, writeBooks } from "./write-books.ts";

/** A company's books and, beside them, what really happened. */
export type SampleCompany = Books & {
  readonly size: Size;
  readonly seed: number;
  /** The last day of the books; only post-dated vouchers are later. */
  readonly through: LocalDate;
  readonly truth: Truth;
};

/** From the first of a month on everything is drawn from another seed. */
export type OtherFuture = { readonly from: LocalDate; readonly seed: number };

/**
 * Makes the sample company: the same options give the same books to the byte. S is about 300 vouchers over a year,
 * E about 3,000 over two, M about 40,000 over three; all end on `through`. Another seed is another company, with
 * another name and GUID. With another future everything entered before its day is the same to the byte, and what comes after it is drawn
 * anew by the same rules.
 */
export function makeSampleCompany(options: {
  size: Size;
  seed?: number;
  through?: LocalDate;
  other?: OtherFuture;
}): SampleCompany {
  const { size, seed = 1, through = day("2026-09-30"), other } = options;
  const profile = SIZES[size];
  const turn: Turn = { seed: null };
  const random = randomFrom(seed, `sample company ${size}`, turn);
  const booksFrom = addMonths(addDays(monthOf(through).to, 1), -profile.months);
  const masters = makeMasters();
  const customers = makeCustomers({ random: random.fork("customers"), ids: masters.ids, profile });
  const names = customers.map((party) => party.ledger.name);
  masters.ids.skip();
  const suppliers = makeSuppliers(
    { random: random.fork("suppliers"), ids: masters.ids, profile },
    { taken: names },
  );
  const positions = [
    ...customers.map((party) => openingPosition(party, { side: "customer", booksFrom })),
    ...suppliers.map((party) => openingPosition(party, { side: "supplier", booksFrom })),
  ];
  const partyLedgers = likenDuplicate(positions.map(openedLedger), customers);
  const openingStock = -roundTo(scaled(profile.turnover, 1.4), 1_000);
  const partiesTotal = sum(partyLedgers.map((ledger) => ledger.opening));
  const fixed = openedChart(masters.chart, { profile, partiesTotal, openingStock, ledgers: masters.ledgers });
  const ledgers = renamedLast([...fixed, ...partyLedgers], { customers, ids: masters.ids });
  const openings = new Map(ledgers.map((ledger) => [ledger.masterId, ledger.opening]));
  const clockwork = makeDesk({
    profile,
    chart: masters.chart,
    random: random.fork("desk"),
    customers,
    suppliers,
    booksFrom,
    through,
    openings,
  });
  for (const position of positions) planOpeningBills(clockwork.desk, position);
  const vouchers = [...writeBooks(clockwork, other && turnedBy(turn, other))].toSorted(byDate);
  return {
    guid: companyGuid(seed, size),
    name: companyName(seed),
    state: "Maharashtra",
    gstin: gstin("27", `ZZZPS${1000 + (Math.abs(seed) % 9000)}K`),
    startingFrom: financialYearOf(booksFrom).from,
    booksFrom,
    groups: masters.groups,
    ledgers,
    voucherTypes: masters.voucherTypes,
    currencies: CURRENCIES,
    vouchers,
    openingStock,
    masterMark: masters.ids.last,
    voucherMark: clockwork.voucherMark(),
    size,
    seed,
    through,
    truth: truthOf(clockwork.desk),
  };
}

function turnedBy(turn: Turn, { from, seed }: OtherFuture): { from: LocalDate; begin: () => void } {
  if (partsOf(from).day !== 1)
    throw new RangeError(`another future begins on the first of a month, not on ${from}`);
  return {
    from,
    begin: () => {
      turn.seed = seed;
    },
  };
}

/** The likely duplicate has the telephone, PAN and GSTIN of the party it repeats. */
function likenDuplicate(ledgers: readonly Ledger[], customers: readonly TradingParty[]): Ledger[] {
  const original = ledgers.find(
    (ledger) => ledger.masterId === withRole(customers, "duplicate-of")?.ledger.masterId,
  );
  const copy = withRole(customers, "duplicate")?.ledger.masterId;
  return ledgers.map((ledger) =>
    ledger.masterId === copy ? { ...ledger, contact: original?.contact ?? null } : ledger,
  );
}

/** A rename moves the ledger's AlterId to the front and nothing else. */
function renamedLast(
  ledgers: readonly Ledger[],
  options: { customers: readonly TradingParty[]; ids: Numbering },
): Ledger[] {
  const renamed = withRole(options.customers, "renamed")?.ledger.masterId;
  options.ids.skip();
  return ledgers.map((ledger) =>
    ledger.masterId === renamed ? { ...ledger, alterId: options.ids.last } : ledger,
  );
}

function truthOf(desk: Desk): Truth {
  const duplicate = withRole(desk.customers, "duplicate")?.ledger.masterId ?? 0;
  const duplicateOf = withRole(desk.customers, "duplicate-of")?.ledger.masterId ?? 0;
  const renamed = withRole(desk.customers, "renamed")?.ledger;
  const all = [...desk.customers, ...desk.suppliers];
  return {
    parties: [
      ...desk.customers.map((party) =>
        partyTruth(desk, party, party.role === "both-sides" ? "both" : "customer"),
      ),
      ...desk.suppliers.map((party) => partyTruth(desk, party, "supplier")),
    ],
    payments: desk.truth.payments,
    receipts: desk.truth.receipts,
    notes: desk.truth.notes,
    recurring: recurringTruth(desk),
    statutory: statutoryTruth(desk),
    outflow: desk.truth.outflow,
    renamed: CUSTOMER_CAST.flatMap(({ name, formerName }) =>
      formerName === undefined || renamed === undefined
        ? []
        : [{ ledger: renamed.masterId, oldName: formerName, newName: name }],
    ),
    duplicates: [[duplicate, duplicateOf]],
    canaries: all.filter((party) => party.role === "canary").map((party) => party.ledger.name),
    open: all.flatMap((party) =>
      party.bills.map((bill) => ({
        party: party.ledger.masterId,
        bill: bill.name,
        amount: bill.open,
        due: bill.due,
        tdsAwaited: bill.tdsAwaited,
      })),
    ),
  };
}

function partyTruth(desk: Desk, party: TradingParty, side: PartyTruth["side"]): PartyTruth {
  const monthsIn = daysBetween(desk.booksFrom, desk.through) / 30;
  const meanDelayNow = meanDelayOn(party, { date: desk.through, monthsIn });
  const { ledger, role, pattern, meanDelay, sd } = party;
  return {
    ledger: ledger.masterId,
    name: ledger.name,
    side,
    role,
    pattern,
    meanDelay,
    meanDelayNow,
    sd,
    payerClass: payerClassOf(meanDelayNow),
  };
}

function withRole(customers: readonly TradingParty[], role: TradingParty["role"]): TradingParty | undefined {
  return customers.find((party) => party.role === role);
}
