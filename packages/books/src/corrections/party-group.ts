import type { PartyInput } from "../party-books.ts";
import { deriveParty } from "../settle.ts";
import { partyInputOf, type CompanyTerms, type StoredLedger } from "../stored-party.ts";
import type { Correction, CorrectionOf } from "./correction.ts";
import type { CorrectionGround, LedgerFacts } from "./ground.ts";

/** A ledger with its lines and with what Tally says of it. */
export type GroupLedger = StoredLedger & { facts: LedgerFacts };

/** The ledgers that are one party: the one whose name it bears, and those that people have put together with it. */
export type PartyGroup = { root: GroupLedger; merged: readonly GroupLedger[] };

/** GUIDs of ledgers merged into another, each with the one it ends up in. A ring, which nobody can make here, ends nowhere. */
export function rootsOf(
  merges: readonly Pick<CorrectionOf<"merge">, "ledgerGuid" | "value">[],
): Map<string, string> {
  const into = new Map(merges.map(({ ledgerGuid, value }) => [ledgerGuid, value.intoGuid]));
  const roots = new Map<string, string>();
  for (const guid of into.keys()) {
    const passed = new Set([guid]);
    let root = guid;
    for (let next; (next = into.get(root)) !== undefined && !passed.has(next);) {
      passed.add(next);
      root = next;
    }
    if (!into.has(root)) roots.set(guid, root);
  }
  return roots;
}

/** What a group's books are made from. */
export function groupInput(
  { root, merged }: PartyGroup,
  company: CompanyTerms,
  corrections: readonly Correction[],
): PartyInput {
  return partyInputOf(root, company, { corrections, merged });
}

/** What a correction of one of the group's ledgers is checked against: the facts, without corrections. */
export function groundOf(
  group: PartyGroup,
  company: CompanyTerms,
  { ledgerGuid, others }: { ledgerGuid: string; others?: ReadonlyMap<string, LedgerFacts> },
): CorrectionGround {
  const input = groupInput(group, company, []);
  const ledger = [group.root, ...group.merged].find((each) => each.facts.guid === ledgerGuid) ?? group.root;
  return {
    ledger: ledger.facts,
    input,
    books: deriveParty(input),
    ...(others === undefined ? {} : { others }),
  };
}
