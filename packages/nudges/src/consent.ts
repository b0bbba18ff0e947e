import type { ConsentFact } from "./facts.ts";
import type { Kind, Way } from "./kinds.ts";

/** Whether a kind may go to an address on a way by what its party said; `hash`: the address's. */
export function consentTo(
  consent: readonly ConsentFact[],
  { kind, way, hash, isGroundSaid }: { kind: Kind; way: Way; hash: string | null; isGroundSaid: boolean },
): "yes" | "opted-out" | "no-consent" | "no-ground" {
  if (way === "print") return "yes";
  const asked = kind === "offer" ? "offer" : "reminder";
  const about = consent.filter((each) => each.kind === asked && each.way === way);
  const ofParty = latest(about.filter((each) => each.of === "party"));
  const ofAddress = latest(about.filter((each) => each.of === "address" && each.hash === hash));
  if (ofParty === "withdrawn" || ofAddress === "withdrawn") return "opted-out";
  if (ofParty === "given" || ofAddress === "given") return "yes";
  if (way === "whatsapp" || kind === "offer") return "no-consent";
  return isGroundSaid ? "yes" : "no-ground";
}

/** What was said last; of two words at one moment the one that takes leave back. */
function latest(events: readonly ConsentFact[]): ConsentFact["said"] | null {
  const [last] = events.toSorted(
    (a, b) =>
      b.at.getTime() - a.at.getTime() || (a.said === "withdrawn" ? -1 : b.said === "withdrawn" ? 1 : 0),
  );
  return last?.said ?? null;
}
