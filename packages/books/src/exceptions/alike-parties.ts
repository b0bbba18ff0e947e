import { likenessKeys, type PartyIdentity } from "./party-likeness.ts";

const MOST_ALIKE = 6; // more parties than this with one phone or one sound say nothing

/**
 * Parties that may be one and the same, in sets of two to six: all that share a PAN, a phone number or a name. A set that lies
 * within another is left out.
 */
export function alikeParties<Party extends PartyIdentity & { readonly ledgerId: string }>(
  parties: readonly Party[],
): Party[][] {
  const byKey = new Map<string, Party[]>();
  for (const party of parties) {
    for (const key of likenessKeys(party)) {
      const sharing = byKey.get(key);
      if (sharing === undefined) byKey.set(key, [party]);
      else sharing.push(party);
    }
  }
  const sets = new Map<string, Party[]>();
  for (const sharing of byKey.values()) {
    if (sharing.length < 2 || sharing.length > MOST_ALIKE) continue;
    const set = sharing.toSorted((a, b) => (a.ledgerId < b.ledgerId ? -1 : 1));
    sets.set(set.map((party) => party.ledgerId).join(), set);
  }
  const largestFirst = [...sets.values()].toSorted((a, b) => b.length - a.length);
  const kept = new Map<string, Party[][]>(); // by member
  return largestFirst.filter((set) => {
    const [first] = set;
    const around = first === undefined ? [] : (kept.get(first.ledgerId) ?? []);
    if (around.some((larger) => set.every((party) => larger.includes(party)))) return false;
    for (const { ledgerId } of set) kept.set(ledgerId, [...(kept.get(ledgerId) ?? []), set]);
    return true;
  });
}
