import { judgePromise } from "@cfa/books/corrections/promise";
import type { FoundAddress } from "@cfa/db/queries/nudges/address-salt";
import {
  claimsOf,
  consentSaid,
  dunningSteps,
  knownAddresses,
  liveOffersTo,
  partyResponses,
  sentTo,
  type LiveOffer,
} from "@cfa/db/queries/nudges/party-history";
import {
  contactLanguage,
  guidsToNudge,
  nudgeBills,
  nudgeLedgers,
  nudgePromises,
  nudgeReceipts,
  nudgeUnapplied,
  type NudgeLedgerRow,
  type NudgeReceiptRow,
} from "@cfa/db/queries/nudges/party-rows";
import { partyRoots } from "@cfa/db/queries/party-roots";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { RESPONSE_DAYS } from "@cfa/nudges/best-hour";
import type { BillKey, LiveOfferFact, PartyFacts, PromiseFact } from "@cfa/nudges/facts";
import type { Way } from "@cfa/nudges/kinds";
import { addDays, localDateAt, partsOf, type LocalDate } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";
import { financialYearOf } from "@cfa/values/period";

import { addressesSaid, usableAddresses } from "./addresses.ts";

const RECEIVED_DAYS = 7;
const SENT_DAYS = 30;
const CLAIM_DAYS = 6;
const DAY_MILLIS = 86_400_000;

export type FactsOn = {
  readonly now: Date;
  /** The key of addresses' hashes. */
  readonly salt: Uint8Array;
  /** In which order ways are tried where a party has none of its own. */
  readonly wayOrder: readonly Way[];
  /** Of these ledgers' parties alone; left out: of all customers with something open or lately paid. */
  readonly guids?: readonly string[];
};

/** Parties as they stand, and the addresses that were found of them. */
export type FoundParties = { parties: PartyFacts[]; addresses: FoundAddress[] };

/** Reads all that bears on whether parties are written to: each with all the ledgers that are put together with it. */
export async function readPartyFacts(reader: BooksReader, on: FactsOn): Promise<FoundParties> {
  const today = localDateAt(on.now);
  const roots = await partyRoots(reader);
  const wanted = on.guids ?? (await guidsToNudge(reader, { today, days: RECEIVED_DAYS }));
  const heads = new Set(wanted.map((guid) => roots.get(guid) ?? guid));
  const merged = [...roots].filter(([, root]) => heads.has(root)).map(([guid]) => guid);
  const rows = await readRows(reader, { ...on, today, guids: [...heads, ...merged] });
  const found = [...heads].flatMap((head) => {
    const group = rows.ledgers.filter(({ guid }) => guid === head || roots.get(guid) === head);
    const root = group.find(({ guid }) => guid === head);
    return root === undefined ? [] : [{ root, group: [root, ...group.filter((each) => each !== root)] }];
  });
  return {
    parties: found.map((party) => factsOf(party, rows, { ...on, today })),
    addresses: found.flatMap(({ group }) => group.flatMap((ledger) => rows.said.get(ledger.guid) ?? [])),
  };
}

type Rows = Awaited<ReturnType<typeof readRows>>;
type Wanted = { today: LocalDate; now: Date; salt: Uint8Array; guids: readonly string[] };

async function readRows(reader: BooksReader, { today, now, salt, guids }: Wanted) {
  const { year } = partsOf(financialYearOf(today).from);
  const ledgers = await nudgeLedgers(reader, { guids, today, year });
  const ledgerIds = ledgers.map(({ ledgerId }) => ledgerId);
  const promises = await nudgePromises(reader, guids);
  const since = (days: number): Date => new Date(now.getTime() - days * DAY_MILLIS);
  const [from = ""] = [...promises.map(({ givenOn }) => givenOn), addDays(today, -RECEIVED_DAYS)].toSorted();
  const said = new Map(ledgers.map((ledger) => [ledger.guid, addressesSaid(ledger, salt)]));
  const known = await knownAddresses(reader, guids);
  const hashes = [...[...said.values()].flat(), ...known].map(({ hash }) => hash);
  const [consent, receipts] = [
    await consentSaid(reader, { guids, hashes }),
    await nudgeReceipts(reader, { ledgerIds, from, to: today }),
  ];
  return {
    ledgers,
    promises,
    receipts,
    said,
    known,
    consent,
    bills: Map.groupBy(await nudgeBills(reader, { ledgerIds, today }), ({ ledgerId }) => ledgerId),
    unapplied: await nudgeUnapplied(reader, { ledgerIds, today }),
    responses: await partyResponses(reader, { guids, since: since(RESPONSE_DAYS) }),
    sent: await sentTo(reader, { guids, since: addDays(today, -SENT_DAYS) }),
    steps: Map.groupBy(await dunningSteps(reader, guids), ({ guid }) => guid),
    offers: await liveOffersTo(reader, guids),
    claims: await claimsOf(reader, { guids, since: since(CLAIM_DAYS) }),
  };
}

type Party = { root: NudgeLedgerRow; group: readonly NudgeLedgerRow[] };

function factsOf(
  { root, group }: Party,
  rows: Rows,
  { today, wayOrder }: { today: LocalDate; wayOrder: readonly Way[] },
): PartyFacts {
  const guids = new Set(group.map(({ guid }) => guid));
  const ids = new Set(group.map(({ ledgerId }) => ledgerId));
  const of = <Row extends { guid: string }>(all: readonly Row[]): Row[] =>
    all.filter(({ guid }) => guids.has(guid));
  const receipts = rows.receipts.filter(({ ledgerId }) => ids.has(ledgerId));
  const addresses = usableAddresses(
    group.flatMap(({ guid }) => rows.said.get(guid) ?? []),
    of(rows.known),
  );
  const offer = of(rows.offers)[0];
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
    addresses,
    consent: consentOf(rows.consent, { guids, addresses }),
    wayOrder: root.wayOrder ?? wayOrder,
    hour: root.hour,
    responses: of(rows.responses).map(({ at, what }) => ({ at, what })),
    sent: of(rows.sent).map(({ nudgeId, kind, stage, day, at }) => ({
      nudgeId,
      kind,
      stage,
      day: day as LocalDate,
      at,
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

function billOf(bill: NonNullable<ReturnType<Rows["bills"]["get"]>>[number]): PartyFacts["bills"][number] {
  const { billId, name, open, disputed, tdsAwaited, covered } = bill;
  const [date, dueDate] = [bill.date as LocalDate, bill.dueDate as LocalDate];
  const key = keyOf({ guid: bill.guid, billKey: bill.billKey, billDate: bill.date });
  return { key, billId, name, date, dueDate, open, disputed, tdsAwaited, covered };
}

function promiseOf(
  { id, amount, day, givenOn }: Rows["promises"][number],
  receipts: readonly NudgeReceiptRow[],
  today: LocalDate,
): PromiseFact {
  const promise = { amount, day: day as LocalDate, givenOn: givenOn as LocalDate };
  const came = receipts.map((receipt) => ({ amount: receipt.amount, date: receipt.date as LocalDate }));
  return { id, ...promise, standing: judgePromise(promise, came, today).standing };
}

function receiptOf({
  voucher,
  date,
  seenAt,
  amount,
  closed,
}: NudgeReceiptRow): PartyFacts["received"][number] {
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

function offerOf({ offerId, amount, state, steps, ...bill }: LiveOffer, isHeldOut: boolean): LiveOfferFact {
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

function consentOf(
  said: Rows["consent"],
  { guids, addresses }: { guids: ReadonlySet<string>; addresses: PartyFacts["addresses"] },
): PartyFacts["consent"] {
  const own = new Set(addresses.map(({ hash }) => hash));
  return said.flatMap(({ guid, hash: bytes, kind, way, said: word, at }) => {
    const hash = bytes?.toString("hex") ?? null;
    const ofParty = guid !== null && guids.has(guid) ? [{ of: "party" as const, hash: null }] : [];
    const ofAddress = hash !== null && own.has(hash) ? [{ of: "address" as const, hash }] : [];
    return [...ofParty, ...ofAddress].map((whose) => ({ ...whose, kind, way, said: word, at }));
  });
}

function keyOf({ guid, billKey, billDate }: { guid: string; billKey: string; billDate: string }): BillKey {
  return { guid, billKey, billDate: billDate as LocalDate };
}

function latest(days: readonly string[]): LocalDate | null {
  return (days.toSorted().at(-1) ?? null) as LocalDate | null;
}
