import type { LocalDate } from "@cfa/values/local-date";

import { sourceOf } from "../sample-company/books-source.ts";
import type { Books } from "../sample-company/tally-books.ts";
import type { TallySource } from "../sample-company/tally-source.ts";
import { createDefinitions } from "./answers/definitions.ts";
import { newTally, type OpenCompany, type Tally } from "./answers/tally.ts";
import { stateOf, wholePeriod, type CompanySettings } from "./company/state.ts";
import { createKeyboard, type Keyboard } from "./company/keyboard.ts";
import { Desk, type ArrivalListener } from "./server/desk.ts";
import { openDoor, type Stranger } from "./server/door.ts";
import type { LoggedRequest } from "./server/request-log.ts";
import { changedSettings, DEFAULT_SETTINGS, type Settings, type SettingsChange } from "./server/settings.ts";

/** Books in memory, or a source that makes its vouchers whenever they are asked for. */
export type CompanyBooks = (Books & { readonly through?: LocalDate }) | TallySource;

export type FakeTallyOptions = {
  /** The companies that are open, the first in front. */
  readonly companies: readonly CompanyBooks[];
  /** Default: any free port of 127.0.0.1. */
  readonly port?: number;
  /** How companies stand that are opened without a word about it. */
  readonly company?: CompanyStanding;
  readonly settings?: SettingsChange;
};

/** `wholeBooks`: its user has set the current period to that of all books. */
export type CompanyStanding = CompanySettings & { readonly wholeBooks?: boolean };

/** A running fake Tally. What its user does at the keyboard is done by the functions. */
export type FakeTally = {
  readonly port: number;
  readonly url: string;
  /** Requests answered so far. */
  readonly answered: () => number;
  /** What was asked and what it cost, oldest first. */
  requests(): readonly LoggedRequest[];
  clearRequests(): void;
  /** Opens these companies and no others; given changed books, they are what Tally now holds. */
  open(companies: readonly CompanyBooks[], standing?: CompanyStanding): void;
  /** Opens one more company, behind the others. */
  openCompany(books: CompanyBooks, standing?: CompanyStanding): Keyboard;
  closeCompany(name: string): void;
  /** Opens a company again that was closed, with all that was typed into it, behind the others. */
  reopenCompany(name: string): void;
  /** Requests that name no company get this one from now on, an answer under way does not. */
  bringToFront(name: string): void;
  /** The keyboard at an open company: the one in front when none is named. Throws when it is not open. */
  company(name?: string): Keyboard;
  companies(): readonly string[];
  /** A login prompt: as if no company were open. */
  askLogin(isAsking: boolean): void;
  set(change: SettingsChange): void;
  settings(): Settings;
  /** A dialog on the screen: connections are taken and nobody is answered. */
  openModal(text?: string): void;
  dismiss(): void;
  modal(): string | null;
  /** The next answer's connection is cut after so many bytes. */
  cutNextAnswerAfter(bytes: number): void;
  /** The next answer stops after so many bytes, and its HTTP is whole. */
  truncateNextAnswerAfter(bytes?: number): void;
  /** Called before each answer; what it changes, the answer sees. */
  beforeAnswer(listener: ArrivalListener | null): void;
  /** Nobody listens, as after a crash or with the port switched off. */
  refuse(): Promise<void>;
  /** Tally is started again: companies, their books and settings as before; definitions and dialogs are gone. */
  restart(): Promise<void>;
  isRunning(): boolean;
  /** Another program answers at the port; null is Tally again. */
  lendPort(to: Stranger | null): void;
  close(): Promise<void>;
};

/**
 * Tally's XML over HTTP as captured answers and measured rules show it (docs/tally/fake-tally.md). Listens on
 * 127.0.0.1 only. Rejects when the port is taken.
 */
export async function startFakeTally(options: FakeTallyOptions): Promise<FakeTally> {
  const tally: Tally = newTally(changedSettings(DEFAULT_SETTINGS, options.settings ?? {}));
  tally.companies = options.companies.map((books) => opened(books, options.company));
  let isRunning = true;
  const refuse = async (): Promise<void> => {
    isRunning = false;
    await door.shut();
  };
  const desk = new Desk(tally, () => void refuse());
  const door = await openDoor(options.port ?? 0, (request, response) => desk.serve(request, response));
  return {
    ...companyFunctions(tally, options.company),
    ...screenFunctions(tally, desk),
    port: door.port,
    url: `http://127.0.0.1:${door.port}`,
    refuse,
    async restart() {
      await door.shut();
      desk.forget();
      tally.definitions = createDefinitions();
      await door.open();
      isRunning = true;
    },
    isRunning: () => isRunning,
    lendPort: (to) => door.lend(to),
    async close() {
      isRunning = false;
      desk.forget();
      await door.shut();
    },
  };
}

type CompanyFunctions = Pick<
  FakeTally,
  | "open"
  | "openCompany"
  | "closeCompany"
  | "reopenCompany"
  | "bringToFront"
  | "company"
  | "companies"
  | "askLogin"
>;

function companyFunctions(tally: Tally, standing: CompanyStanding | undefined): CompanyFunctions {
  const closed: OpenCompany[] = [];
  return {
    open(companies, other = standing) {
      tally.companies = companies.map((books) => opened(books, other));
    },
    openCompany(books, other = standing) {
      const company = opened(books, other);
      tally.companies = [...tally.companies, company];
      return createKeyboard(company, () => tally.settings.educational);
    },
    closeCompany(name) {
      const company = named(tally, name);
      tally.companies = tally.companies.filter((other) => other !== company);
      closed.push(company);
    },
    reopenCompany(name) {
      const at = closed.findLastIndex(({ state }) => state.name === name);
      if (at < 0) throw new RangeError(`Company '${name}' was not closed here.`);
      tally.companies = [...tally.companies, ...closed.splice(at, 1)];
    },
    bringToFront(name) {
      const company = named(tally, name);
      tally.companies = [company, ...tally.companies.filter((other) => other !== company)];
    },
    company: (name) => createKeyboard(named(tally, name), () => tally.settings.educational),
    companies: () => tally.companies.map(({ state }) => state.name),
    askLogin(isAsking) {
      tally.isAskingLogin = isAsking;
    },
  };
}

type ScreenFunctions = Pick<
  FakeTally,
  | "answered"
  | "requests"
  | "clearRequests"
  | "set"
  | "settings"
  | "openModal"
  | "dismiss"
  | "modal"
  | "cutNextAnswerAfter"
  | "truncateNextAnswerAfter"
  | "beforeAnswer"
>;

function screenFunctions(tally: Tally, desk: Desk): ScreenFunctions {
  return {
    answered: () => desk.log.count(),
    requests: () => desk.log.list(),
    clearRequests: () => desk.log.clear(),
    set(change) {
      tally.settings = changedSettings(tally.settings, change);
    },
    settings: () => tally.settings,
    openModal: (text = "Press any key") => desk.openModal(text),
    dismiss: () => desk.dismiss(),
    modal: () => desk.modal,
    cutNextAnswerAfter: (afterBytes) => desk.endNextAnswer({ how: "cut", afterBytes }),
    truncateNextAnswerAfter: (afterBytes = 65_536) => desk.endNextAnswer({ how: "stop", afterBytes }),
    beforeAnswer: (listener) => desk.beforeAnswer(listener),
  };
}

function opened(books: CompanyBooks, standing: CompanyStanding = {}): OpenCompany {
  const source = "vouchersBetween" in books ? books : sourceOf(books);
  const { wholeBooks = false, ...settings } = standing;
  const whole = wholeBooks ? { period: wholePeriod(source) } : {};
  return { state: stateOf(source, { ...whole, ...settings }) };
}

/** An open company by its name, the one in front without one; behind a login prompt too. */
function named(tally: Tally, name?: string): OpenCompany {
  const wanted = name?.trim().toLowerCase();
  const company = tally.companies.find(
    ({ state }) => wanted === undefined || state.name.trim().toLowerCase() === wanted,
  );
  if (company === undefined)
    throw new RangeError(name === undefined ? "No company is open." : `Company '${name}' is not open.`);
  return company;
}
