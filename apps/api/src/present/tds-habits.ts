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
  const ledgerId = party.ledger_id;
  const side = sideOfWord(party.party_kind);
  const habits = await tdsHabits(snapshot, [ledgerId]);
  const learned = habits.find((row) => row.side === side && row.learnedOn <= asOf);
  const said = saidOn(tdsSaidByParty(await standingTds(snapshot)).get(ledgerId) ?? [], asOf);
  if (learned === undefined && said === undefined) return null;
  return { side, learned: learned === undefined ? null : presentLearned(learned), said: presentSaid(said) };
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
