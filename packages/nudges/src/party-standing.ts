import { judgePromise } from "@cfa/books/corrections/promise";
import type { PaymentClass } from "@cfa/insights/payment-behaviour";
import { addDays, type LocalDate } from "@cfa/values/local-date";
import { sum, type Paise } from "@cfa/values/money";

import type {
  BillFact,
  BillKey,
  Claim,
  LiveOfferFact,
  PartyStanding,
  PromiseFact,
  StepFact,
} from "./facts.ts";
import type { Language } from "./kinds.ts";

/* What is stored of a party, put together to what is judged by. Days come as text. */

/** For so many days what money closed is known. */
export const RECEIVED_DAYS = 7;

type Keyed = { guid: string; billKey: string; billDate: string };
type Of<Fact, Replaced extends keyof Fact> = Omit<Fact, Replaced>;

export type LedgerRow = {
  ledgerId: string;
  guid: string;
  name: string;
  contact: { language: string | null } | null;
  isExcluded: boolean;
  pinned: PaymentClass | null;
  class: PaymentClass | null;
  isTied: boolean;
  isHeldOut: boolean;
  quietUntil: string | null;
  language: Language | null;
};
export type BillRow = Of<BillFact, "key" | "date" | "dueDate"> & {
  ledgerId: string;
  guid: string;
  billKey: string;
  date: string;
  dueDate: string;
};
export type ReceiptRow = {
  ledgerId: string;
  voucher: string;
  date: string;
  seenAt: Date;
  amount: Paise;
  closed: readonly (Keyed & { name: string; dueDate: string })[];
};
export type OfferRow = Keyed & {
  offerId: string;
  amount: Paise;
  state: LiveOfferFact["state"];
  steps: readonly { until: string; discount: number; off: string }[];
};

/** The rows of one party or of many. */
export type StandingRows<Ledger extends LedgerRow = LedgerRow> = {
  readonly ledgers: readonly Ledger[];
  /** By the party's ledger, as is what no bill has taken. */
  readonly bills: ReadonlyMap<string, readonly BillRow[]>;
  readonly unapplied: ReadonlyMap<string, Paise>;
  readonly promises: readonly { id: string; guid: string; amount: Paise; day: string; givenOn: string }[];
  readonly receipts: readonly ReceiptRow[];
  /** By the GUID of the ledger that the bill stands on. */
  readonly steps: ReadonlyMap<
    string,
    readonly (Of<StepFact, "bill" | "dueOn"> & Keyed & { dueOn: string })[]
  >;
  readonly offers: readonly OfferRow[];
  readonly claims: readonly {
    guid: string;
    kind: Claim["kind"];
    at: Date;
    amount: Paise | null;
    billKey: string | null;
    billDate: string | null;
  }[];
};

/** A party: the ledger at its head, and all that are put together with it, the head first. */
export type PartyGroup<Ledger extends LedgerRow = LedgerRow> = {
  readonly root: Ledger;
  readonly group: readonly Ledger[];
};

/** A party as it stands on a day, of the rows that are stored of it among others'. */
export function partyStanding(
  { root, group }: PartyGroup,
  rows: StandingRows,
  today: LocalDate,
): PartyStanding {
  const guids = new Set(group.map(({ guid }) => guid));
  const ids = new Set(group.map(({ ledgerId }) => ledgerId));
  const of = <Row extends { guid: string }>(all: readonly Row[]): Row[] =>
    all.filter(({ guid }) => guids.has(guid));
  const receipts = rows.receipts.filter(({ ledgerId }) => ids.has(ledgerId));
  const [offer] = of(rows.offers);
  return {
    guid: root.guid,
    name: root.name,
    class: root.pinned ?? root.class ?? "new",
    language: root.language ?? contactLanguage(root) ?? "en",
    isExcluded: group.some(({ isExcluded }) => isExcluded),
    quietUntil: latest(group.flatMap(({ quietUntil }) => quietUntil ?? [])),
    bills: group.flatMap(({ ledgerId }) => rows.bills.get(ledgerId) ?? []).map(billOf),
    unapplied: sum(group.map(({ ledgerId }) => rows.unapplied.get(ledgerId) ?? 0n)),
    promises: of(rows.promises).map((promise) => promiseOf(promise, receipts, today)),
    isPartyTied: group.every(({ isTied }) => isTied),
    claims: of(rows.claims).map(({ guid, kind, at, amount, billKey, billDate }) => ({
      kind,
      at,
      amount,
      bill: billKey === null || billDate === null ? null : keyOf({ guid, billKey, billDate }),
    })),
    steps: group
      .flatMap(({ guid }) => rows.steps.get(guid) ?? [])
      .map(({ stage, dueOn, state, nudgeId, code, ...bill }) => {
        return { bill: keyOf(bill), stage, dueOn: dueOn as LocalDate, state, nudgeId, code };
      }),
    offer: offer === undefined ? null : offerOf(offer, root.isHeldOut),
    received: receipts.filter(({ date }) => date >= addDays(today, -RECEIVED_DAYS)).map(receiptOf),
  };
}

function billOf(bill: BillRow): BillFact {
  const { billId, name, open, disputed, tdsAwaited, covered, postDated } = bill;
  const [date, dueDate] = [bill.date as LocalDate, bill.dueDate as LocalDate];
  const key = keyOf({ guid: bill.guid, billKey: bill.billKey, billDate: bill.date });
  return { key, billId, name, date, dueDate, open, disputed, tdsAwaited, covered, postDated };
}

function promiseOf(
  { id, amount, day, givenOn }: StandingRows["promises"][number],
  receipts: readonly ReceiptRow[],
  today: LocalDate,
): PromiseFact {
  const promise = { amount, day: day as LocalDate, givenOn: givenOn as LocalDate };
  const came = receipts.map((receipt) => ({ amount: receipt.amount, date: receipt.date as LocalDate }));
  return { id, ...promise, standing: judgePromise(promise, came, today).standing };
}

function receiptOf({ voucher, date, seenAt, amount, closed }: ReceiptRow): PartyStanding["received"][number] {
  return {
    voucher,
    date: date as LocalDate,
    seenAt,
    amount,
    closed: closed.map(({ name, dueDate, ...bill }) => ({
      key: keyOf(bill),
      name,
      dueDate: dueDate as LocalDate,
    })),
  };
}

function offerOf({ offerId, amount, state, steps, ...bill }: OfferRow, isHeldOut: boolean): LiveOfferFact {
  return {
    offerId,
    bill: keyOf(bill),
    state,
    isHeldOut,
    steps: steps.map(({ until, discount, off }) => ({
      until: until as LocalDate,
      pay: amount - BigInt(off),
      off: BigInt(off),
      discount,
    })),
  };
}

function keyOf({ guid, billKey, billDate }: Keyed): BillKey {
  return { guid, billKey, billDate: billDate as LocalDate };
}

/** In which language a person has said that a ledger's contact is written to. */
export function contactLanguage({ contact }: Pick<LedgerRow, "contact">): Language | null {
  const said = contact?.language;
  return said === "en" || said === "hi" ? said : null;
}

function latest(days: readonly string[]): LocalDate | null {
  return (days.toSorted().at(-1) ?? null) as LocalDate | null;
}
