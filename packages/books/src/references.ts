import { onSide, oppositeSide, type Bill, type Side } from "./bill.ts";
import type { PartyTerms } from "./due-date.ts";
import type { Standing } from "./intake/intake.ts";
import type { Move } from "./intake/move.ts";
import { nameKey } from "./name-key.ts";
import { emptyReference, hasMoney, hasOpenBill, lower, raise, type Reference } from "./reference.ts";
import type { Credit } from "./settling.ts";

/** Everything that was opened, in order, and everything that came to wait. */
export type Settled = { bills: Bill[]; credits: Credit[] };

type BySide<T> = Record<Side, T>;
type Sides = ReadonlyMap<string, ReadonlySet<Side>>;

/**
 * Settles moves one after another, each on the reference it names or on what is on account on its side. `moves` are in
 * order, so that what stands on a day comes from that day and before alone.
 */
export function settleMoves(
  moves: readonly Move[],
  { party, terms }: { party: Standing; terms: PartyTerms },
): Settled {
  const settled: Settled = { bills: [], credits: [] };
  const references: BySide<Map<string, Reference>> = { receivable: new Map(), payable: new Map() };
  const onAccount: BySide<Reference> = {
    receivable: emptyReference("receivable", "inferred"),
    payable: emptyReference("payable", "inferred"),
  };
  const sides = sidesOfReferences(moves, party);
  for (const move of moves) {
    const reference =
      move.type === "on-account" ? onAccount[move.side] : referenceFor(move, { sides, references });
    const amount = onSide(reference.side, move.amount);
    if (amount > 0n) {
      const bill = raise(reference, move, { amount, terms });
      if (bill !== undefined) settled.bills.push(bill);
    } else {
      const credit = lower(reference, move, -amount);
      if (credit !== undefined) settled.credits.push(credit);
    }
  }
  return settled;
}

function referenceFor(
  move: Move,
  { sides, references }: { sides: Sides; references: BySide<Map<string, Reference>> },
): Reference {
  const key = nameKey(move.name);
  const side = move.type === "agst-ref" ? sideToSettle(move, { key, sides, references }) : move.side;
  let reference = references[side].get(key);
  if (reference === undefined) {
    reference = emptyReference(side, "stated");
    references[side].set(key, reference);
  }
  return reference;
}

/**
 * The sides on which each name is ever opened. A name that is only settled against (its bill is older than what we were
 * given) stands where goods say, or else at home, so that all its lines meet.
 */
function sidesOfReferences(moves: readonly Move[], party: Standing): Sides {
  const opened = new Map<string, Set<Side>>();
  const supplied = new Map<string, Set<Side>>();
  for (const move of moves) {
    if (move.type === "on-account") continue;
    if (move.type !== "agst-ref") add(opened, nameKey(move.name), move.side);
    else if (move.isSupply) add(supplied, nameKey(move.name), move.side);
  }
  for (const move of moves) {
    const key = nameKey(move.name);
    if (!opened.has(key)) opened.set(key, supplied.get(key) ?? new Set([party.homeSide]));
  }
  return opened;
}

function add(sets: Map<string, Set<Side>>, key: string, side: Side): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([side]));
  else set.add(side);
}

/** Where the same name is in use on both sides, an against ref goes where it finds something to settle. */
function sideToSettle(
  move: Move,
  { key, sides, references }: { key: string; sides: Sides; references: BySide<Map<string, Reference>> },
): Side {
  const [only, other] = sides.get(key) ?? [];
  if (only !== undefined && other === undefined) return only;
  if (move.isSupply) return move.side;
  const order = [move.side, oppositeSide(move.side)];
  const withBill = order.find(
    (side) => onSide(side, move.amount) < 0n && hasOpenBill(references[side].get(key)),
  );
  const withMoney = order.find(
    (side) => onSide(side, move.amount) > 0n && hasMoney(references[side].get(key)),
  );
  return withBill ?? withMoney ?? move.side;
}
