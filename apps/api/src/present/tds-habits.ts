import { expectedTds, type TdsBase } from "@cfa/books/tds";
import { saidOn, sideOfWord, tdsSaidByParty, type TdsSaid } from "@cfa/books/tds-said";
import type { PartyTds } from "@cfa/contract/party-tds";
import type { ShownBill } from "@cfa/db/queries/exceptions/shown";
import type { PartyRow } from "@cfa/db/queries/parties";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { taxableSums, tdsHabits, type TdsHabitRow } from "@cfa/db/queries/tds/habits";
import { standingTds } from "@cfa/db/queries/tds/said";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson, type Paise } from "@cfa/values/money";

/** What a party keeps back as tax, by a day: learned from its past, and what a person says, which then holds instead. */
export async function readPartyTds(
  snapshot: CompanySnapshot,
  { party, asOf }: { party: PartyRow; asOf: LocalDate },
): Promise<PartyTds | null> {
  const { ledger_id: ledgerId, party_kind: kind } = party;
  const of = { parties: [{ ledgerId, kind }], side: sideOfWord(kind), asOf };
  return (await readTdsOf(snapshot, of)).get(ledgerId) ?? null;
}

/** The same of one side of some parties, by the ledger's id; of whom nothing is known is left out. */
export async function readTdsOf(
  snapshot: CompanySnapshot,
  of: {
    parties: readonly { ledgerId: string; kind: string | null }[];
    side: PartyTds["side"];
    asOf: LocalDate;
  },
): Promise<Map<string, PartyTds>> {
  const { parties, side, asOf } = of;
  const habits = await tdsHabits(
    snapshot,
    parties.map(({ ledgerId }) => ledgerId),
  );
  const words = tdsSaidByParty(await standingTds(snapshot));
  return new Map(
    parties.flatMap(({ ledgerId, kind }): [string, PartyTds][] => {
      const isOf = (row: TdsHabitRow) =>
        row.ledgerId === ledgerId && row.side === side && row.learnedOn <= asOf;
      const learned = habits.find(isOf);
      const said = sideOfWord(kind) === side ? saidOn(words.get(ledgerId) ?? [], asOf) : undefined;
      if (learned === undefined && said === undefined) return [];
      const shown = learned === undefined ? null : presentLearned(learned);
      return [[ledgerId, { side, learned: shown, said: presentSaid(said) }]];
    }),
  );
}

/** What the payers of open bills may have kept back of each, by the bill's id: to the paisa, and to the rupee. */
export async function possibleTds(
  snapshot: CompanySnapshot,
  { bills, asOf }: { bills: readonly ShownBill[]; asOf: LocalDate },
): Promise<Map<string, Paise[]>> {
  const ledgerIds = [...new Set(bills.map((bill) => bill.ledgerId))];
  if (ledgerIds.length === 0) return new Map();
  const habits = (await tdsHabits(snapshot, ledgerIds)).filter((row) => row.learnedOn <= asOf);
  const standing = await standingTds(snapshot);
  const said = tdsSaidByParty(standing);
  const sides = new Map(standing.parties.map((party) => [party.ledgerId, sideOfWord(party.kind)]));
  const keyOf = (bill: ShownBill): { points: number; base: TdsBase } | undefined => {
    const isSpokenOf = bill.side === sides.get(bill.ledgerId);
    const word = isSpokenOf ? saidOn(said.get(bill.ledgerId) ?? [], asOf) : undefined;
    if (word !== undefined) return word.points === 0 ? undefined : word;
    return habits.find((row) => row.ledgerId === bill.ledgerId && row.side === bill.side);
  };
  const short = bills.flatMap((bill) => {
    const key = keyOf(bill);
    return key === undefined ? [] : [{ bill, key }];
  });
  const vouchers = short.flatMap(({ bill }) => bill.voucherId ?? []);
  const taxable = new Map((await taxableSums(snapshot, vouchers)).map((row) => [row.voucherId, row.taxable]));
  return new Map(
    short.map(({ bill, key }) => {
      const charged = { amount: bill.amount, taxable: taxable.get(bill.voucherId ?? "") ?? null };
      return [bill.billId, roundings(expectedTds(charged, key))];
    }),
  );
}

function roundings(tax: Paise | null): Paise[] {
  if (tax === null) return [];
  const down = tax - (tax % 100n);
  return [...new Set([tax, down, down + 100n])];
}

function presentLearned({ points, base, bills, booked, since, learnedOn }: TdsHabitRow): PartyTds["learned"] {
  return { rate: points, of: base, bills, booked, since, learnedOn };
}

function presentSaid(said: TdsSaid | undefined): PartyTds["said"] {
  if (said === undefined) return null;
  const { points, base, threshold, from, until } = said;
  return {
    rate: points,
    of: base,
    threshold: threshold === null ? null : paiseToJson(threshold),
    from,
    until,
  };
}
