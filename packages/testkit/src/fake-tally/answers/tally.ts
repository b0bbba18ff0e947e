import type { CompanyState } from "../company/state.ts";
import type { Settings } from "../server/settings.ts";
import { createDefinitions, type Definitions } from "./definitions.ts";

/** A company that is open: the cell in which its state is replaced at every change. */
export type OpenCompany = { state: CompanyState };

/** A Tally as its requests find it. What is done at its keyboard changes it. */
export type Tally = {
  /** The first one is in front. */
  companies: OpenCompany[];
  settings: Settings;
  definitions: Definitions;
  /** A login or vault prompt stands before the companies: as if none were open. */
  isAskingLogin: boolean;
};

/** A Tally with nothing open. */
export function newTally(settings: Settings): Tally {
  return { companies: [], settings, definitions: createDefinitions(), isAskingLogin: false };
}

/** The companies that requests can reach. */
export function reachable(tally: Tally): readonly OpenCompany[] {
  return tally.isAskingLogin ? [] : tally.companies;
}

/** An open company by its name (trimmed, without regard to case); the one in front where none is named. */
export function companyNamed(tally: Tally, name: string): OpenCompany | undefined {
  const open = reachable(tally);
  const wanted = name.trim().toLowerCase();
  return wanted === "" ? open[0] : open.find(({ state }) => state.name.trim().toLowerCase() === wanted);
}
