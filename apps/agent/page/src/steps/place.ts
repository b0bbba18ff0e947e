import type { AgentView } from "../../../src/engine/agent-view.ts";

/** Where somebody is in setting up. */
export type Place = { readonly step: 1 | 2 | 3 | 4; readonly companyGuid: string | null };

/** null: to the overview. */
export type Going = { readonly place: Place; readonly go: (place: Place | null) => void };

/** What each step's screen is given; it takes the focus where it comes after another. */
export type StepProps = Going & { readonly takesFocus: boolean };

/** Where setting up goes on in a window that was just opened; null: there is nothing to set up. */
export function firstStep(view: AgentView): Place | null {
  const { pairing, companies } = view;
  if (pairing !== null && (pairing.state === "starting" || pairing.state === "waiting")) {
    return { step: 3, companyGuid: pairing.companyGuid };
  }
  // A company whose first read is under way has no sync behind it yet.
  const fresh = companies.find(({ state, lastSyncAt }) => state === "new" || lastSyncAt === null);
  if (fresh !== undefined) return { step: 4, companyGuid: fresh.guid };
  return companies.length === 0 ? { step: 1, companyGuid: null } : null;
}

/** What the company is called, wherever its name is known. */
export function nameOf(view: AgentView, guid: string | null): string {
  const known = [...view.companies, ...view.tally.companies].find((company) => company.guid === guid);
  return known?.name ?? (view.pairing?.companyGuid === guid ? view.pairing.companyName : "");
}
