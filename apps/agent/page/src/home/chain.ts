import type { AgentView, CompanyView, Language, Trouble } from "../../../src/engine/agent-view.ts";
import type { Words } from "../locale/en.ts";
import { troubleText } from "../locale/trouble-text.ts";
import type { Well } from "../parts/state-line.tsx";

/** One link of the chain from Tally to CFA: how it is, and the one thing to do where it is not well. */
export type Link = {
  readonly id: "agent" | "tally" | "company" | "server" | "tieOut";
  readonly name: string;
  readonly well: Well;
  readonly state: string;
  readonly fix: string;
  readonly deed?: "goOn" | "checkTally";
};

type Reading = {
  readonly view: AgentView;
  readonly words: Words;
  readonly language: Language;
  /** When a pause ends, as people read it. */
  readonly pauseEnds: string | null;
};

/** The chain, from this PC's end. */
export function chainOf(reading: Reading): Link[] {
  return [
    agentLink(reading),
    tallyLink(reading),
    companyLink(reading),
    serverLink(reading),
    tieOutLink(reading),
  ];
}

function agentLink({ view, words, pauseEnds }: Reading): Link {
  const { home } = words;
  const base = { id: "agent", name: home.agent, fix: "" } as const;
  if (!view.settings.isPaused) return { ...base, well: "good", state: home.agentRuns };
  const state = pauseEnds === null ? home.agentPaused : home.pausedUntil(pauseEnds);
  return { ...base, well: "paused", state, deed: "goOn" };
}

const TALLY_WELL: Record<AgentView["tally"]["state"], Well> = {
  unknown: "waiting",
  checking: "working",
  answering: "good",
  closed: "bad",
  busy: "bad",
  wrong: "bad",
};

function tallyLink({ view, words, language }: Reading): Link {
  const { state, trouble, release } = view.tally;
  const well = TALLY_WELL[state];
  const link = {
    id: "tally",
    name: words.home.tally,
    well,
    state: [words.tally.states[state], state === "answering" ? release : null].filter(Boolean).join(" · "),
    fix: well === "bad" && trouble !== null ? troubleText(trouble, language).fix : "",
  } as const;
  return well === "bad" || well === "waiting" ? { ...link, deed: "checkTally" } : link;
}

function companyLink({ view, words }: Reading): Link {
  const { home } = words;
  const { companies, tally } = view;
  const isOpen = ({ guid }: CompanyView): boolean => tally.companies.some((open) => open.guid === guid);
  const open = companies.filter(isOpen).length;
  const [first] = companies;
  const base = { id: "company", name: companies.length > 1 ? home.companies : home.company } as const;
  if (first === undefined || tally.state !== "answering") {
    const state = first === undefined ? home.waiting : companies.map(({ name }) => name).join(", ");
    return { ...base, well: "waiting", state, fix: "" };
  }
  const isWell = open === companies.length;
  const one = isWell ? home.companyOpen(first.name) : home.companyClosed(first.name);
  return {
    ...base,
    well: isWell ? "good" : "bad",
    state: companies.length > 1 ? home.companiesOpen(open, companies.length) : one,
    fix: isWell ? "" : home.companyClosedFix,
  };
}

const SERVER_WELL: Record<AgentView["server"]["state"], Well> = {
  unknown: "waiting",
  reached: "good",
  unreachable: "bad",
  refused: "bad",
};

function serverLink({ view, words, language }: Reading): Link {
  const { state, trouble } = view.server;
  const said = trouble === null ? undefined : troubleText(trouble, language);
  const base = { id: "server", name: words.home.server, fix: said?.fix ?? "" } as const;
  if (state === "reached" && said !== undefined) return { ...base, well: "bad", state: said.message };
  return { ...base, well: SERVER_WELL[state], state: words.home.serverStates[state] };
}

function tieOutLink({ view, words }: Reading): Link {
  const { tieOut } = words;
  const base = { id: "tieOut", name: tieOut.name } as const;
  const all = view.companies.map((company) => company.tieOut);
  if (all.includes("different")) {
    return { ...base, well: "bad", state: tieOut.different, fix: tieOut.differentFix };
  }
  const isEqual = all.length > 0 && all.every((one) => one === "equal");
  return {
    ...base,
    well: isEqual ? "good" : "waiting",
    state: isEqual ? tieOut.equal : tieOut.unknown,
    fix: "",
  };
}

/** The trouble of a company, unless the chain tells the same already. */
export function ownTrouble(company: CompanyView, view: AgentView): Trouble | null {
  const told = [view.tally.trouble?.code, view.server.trouble?.code];
  return company.trouble !== null && told.includes(company.trouble.code) ? null : company.trouble;
}
