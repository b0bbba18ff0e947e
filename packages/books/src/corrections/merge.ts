import type { MergeEvidence, MergeValue, LedgerIdentity } from "./correction.ts";
import type { CorrectionGround, LedgerFacts, Refusal } from "./ground.ts";

/** Why two parties cannot be put together; null: they can. `merged`: GUIDs of ledgers that are merged into another already. */
export function refuseMerge(
  value: MergeValue,
  ground: CorrectionGround,
  merged: ReadonlySet<string>,
): Refusal | null {
  const into = ground.others?.get(value.intoGuid);
  if (value.intoGuid === ground.ledger.guid) {
    return { code: "itself", message: "Choose another party than this one." };
  }
  if (into === undefined) {
    return { code: "no-such-party", message: "That party is not in the books any more. Choose another." };
  }
  if (merged.has(ground.ledger.guid) || merged.has(into.guid)) {
    return {
      code: "merged-already",
      message: "One of the two stands under another party already. Choose that one, or split them first.",
    };
  }
  if (into.homeSide !== ground.ledger.homeSide) {
    return { code: "other-side", message: "A customer and a supplier cannot be put together." };
  }
  return null;
}

/** By what a ledger is known to be somebody's. */
type Known = Pick<LedgerFacts, "name" | "gstin" | "phone" | "email">;

/** What speaks for two ledgers being one party. */
export function evidenceFor(a: Known, b: Known): MergeEvidence[] {
  const found: MergeEvidence[] = [];
  const gstin = [gst(a.gstin), gst(b.gstin)];
  if (gstin[0] !== "" && gstin[0] === gstin[1]) found.push("gstin");
  // Characters 3 to 12 of a GSTIN are the PAN: the same firm in another state.
  else if (gstin[0] !== "" && gstin[0]?.slice(2, 12) === gstin[1]?.slice(2, 12)) found.push("pan");
  if (digits(a.phone) !== "" && digits(a.phone) === digits(b.phone)) found.push("phone");
  if (plain(a.email) !== "" && plain(a.email) === plain(b.email)) found.push("email");
  if (letters(a.name) !== "" && letters(a.name) === letters(b.name)) found.push("name");
  return found;
}

/** What is kept of a ledger to hold a merge against later. */
export function knownOf({ name, gstin }: LedgerFacts): LedgerIdentity {
  return { name, gstin };
}

function gst(text: string | null): string {
  const plainText = (text ?? "").replaceAll(/\s/g, "").toUpperCase();
  return plainText.length === 15 ? plainText : "";
}

/** The last ten digits: with or without a country's code it is one number. */
function digits(text: string | null): string {
  const all = (text ?? "").replaceAll(/\D/g, "");
  return all.length < 8 ? "" : all.slice(-10);
}

function plain(text: string | null): string {
  return (text ?? "").trim().toLowerCase();
}

function letters(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]/gu, "");
}
