import type { FoundAddress } from "@cfa/db/queries/nudges/address-salt";
import { consentSaid, knownAddresses, partyResponses, sentTo } from "@cfa/db/queries/nudges/party-history";
import { guidsToNudge, type NudgeLedgerRow } from "@cfa/db/queries/nudges/party-rows";
import { standingRows } from "@cfa/db/queries/nudges/standing-rows";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { RESPONSE_DAYS } from "@cfa/nudges/best-hour";
import type { PartyFacts } from "@cfa/nudges/facts";
import type { Way } from "@cfa/nudges/kinds";
import { partyStanding, RECEIVED_DAYS, type PartyGroup } from "@cfa/nudges/party-standing";
import { addDays, localDateAt, type LocalDate } from "@cfa/values/local-date";

import { addressesSaid, usableAddresses } from "./addresses.ts";

const SENT_DAYS = 30;
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

/** Parties as they stand, and the addresses that were found of them and are not kept yet. */
export type FoundParties = { parties: PartyFacts[]; addresses: FoundAddress[] };

/** Reads all that bears on whether parties are written to: each with all the ledgers that are put together with it. */
export async function readPartyFacts(reader: BooksReader, on: FactsOn): Promise<FoundParties> {
  const today = localDateAt(on.now);
  const wanted = on.guids ?? (await guidsToNudge(reader, { today, days: RECEIVED_DAYS }));
  const rows = await readRows(reader, { ...on, wanted });
  const kept = new Set(rows.known.map(placeOf));
  return {
    parties: rows.parties.map((party) => factsOf(party, rows, { ...on, today })),
    addresses: rows.parties
      .flatMap(({ group }) => group.flatMap(({ guid }) => rows.said.get(guid) ?? []))
      .filter((one) => !kept.has(placeOf(one))),
  };
}

function placeOf({ guid, way, hash }: Pick<FoundAddress, "guid" | "way" | "hash">): string {
  return `${guid} ${way} ${Buffer.from(hash).toString("hex")}`;
}

type Rows = Awaited<ReturnType<typeof readRows>>;
type Wanted = { now: Date; salt: Uint8Array; wanted: readonly string[] };

async function readRows(reader: BooksReader, { now, salt, wanted }: Wanted) {
  const standing = await standingRows(reader, { wanted, now, receivedDays: RECEIVED_DAYS });
  const { guids, ledgers } = standing;
  const said = new Map(ledgers.map((ledger) => [ledger.guid, addressesSaid(ledger, salt)]));
  const known = await knownAddresses(reader, guids);
  const hashes = [...[...said.values()].flat(), ...known].map(({ hash }) => hash);
  return {
    ...standing,
    said,
    known,
    consent: await consentSaid(reader, { guids, hashes }),
    responses: await partyResponses(reader, {
      guids,
      since: new Date(now.getTime() - RESPONSE_DAYS * DAY_MILLIS),
    }),
    sent: await sentTo(reader, { guids, since: addDays(localDateAt(now), -SENT_DAYS) }),
  };
}

function factsOf(
  party: PartyGroup<NudgeLedgerRow>,
  rows: Rows,
  { today, wayOrder }: { today: LocalDate; wayOrder: readonly Way[] },
): PartyFacts {
  const { root, group } = party;
  const guids = new Set(group.map(({ guid }) => guid));
  const of = <Row extends { guid: string }>(all: readonly Row[]): Row[] =>
    all.filter(({ guid }) => guids.has(guid));
  const addresses = usableAddresses(
    group.flatMap(({ guid }) => rows.said.get(guid) ?? []),
    of(rows.known),
  );
  return {
    ...partyStanding(party, rows, today),
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
