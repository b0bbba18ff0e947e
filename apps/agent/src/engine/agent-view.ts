import type { Result } from "@cfa/values/result";

/*
 * What the desktop agent shows of itself, and what people may ask of it. The engine makes the view and does the deeds; the window's
 * page, the tray and the diagnostics know nothing else of the engine. No view ever holds a key or a secret: everything in it may be
 * sent to the page and copied into diagnostics.
 */

/** What is wrong, in plain words, with one thing to do. The page has words of its own per code and falls back to these. */
export type Trouble = {
  readonly code: string;
  readonly message: string;
  /** One thing to do; empty where nothing is to be done. */
  readonly fix: string;
  /** UTC, ISO 8601. */
  readonly since: string;
};

/** A company that is open in Tally right now. */
export type TallyCompany = { readonly guid: string; readonly name: string; readonly isPaired: boolean };

export type TallyView = {
  readonly host: string;
  readonly port: number;
  /** `unknown` until it was first asked; `closed`: nothing listens; `busy`: it listens and does not answer; `wrong`: something else answers. */
  readonly state: "unknown" | "checking" | "answering" | "closed" | "busy" | "wrong";
  readonly checkedAt: string | null;
  /** What Tally says of its release, such as "TallyPrime 5.1"; null while unknown. */
  readonly release: string | null;
  readonly companies: readonly TallyCompany[];
  readonly trouble: Trouble | null;
};

/** How far a run has come. Windows are the pieces Tally is asked for; the month is the one being read. */
export type Progress = {
  readonly phase: "reading" | "sending" | "server";
  readonly windowsDone: number;
  /** Known once the run is planned; 0 before. */
  readonly windows: number;
  /** "2026-04"; null while masters are read or nothing is. */
  readonly month: string | null;
  readonly records: number;
  readonly batchesSent: number;
  readonly batches: number;
};

/** One run that ended, newest first in a view. */
export type RunLine = {
  readonly at: string;
  readonly kind: "full" | "changes" | "sweep" | "unchanged";
  readonly isOk: boolean;
  /** In plain words, such as "Synced 300 records, 0 set aside". */
  readonly line: string;
  readonly records: number;
  readonly quarantined: number;
  readonly code: string | null;
};

export type CompanyView = {
  readonly guid: string;
  readonly name: string;
  /** Origin of its server. */
  readonly server: string;
  /** The last four characters of its key, so that a person can tell which one it is. */
  readonly keyEnding: string;
  /** `new`: paired and never integrated; `idle`: level with Tally as far as is known. */
  readonly state: "new" | "idle" | "working" | "paused" | "trouble";
  readonly progress: Progress | null;
  readonly lastSyncAt: string | null;
  readonly nextAt: string | null;
  readonly tieOut: "equal" | "different" | "unknown";
  readonly setAside: number;
  readonly runs: readonly RunLine[];
  readonly trouble: Trouble | null;
};

/** Pairing under way or just ended. `own`: this agent shows a code for the app; `typed`: it was given the app's. */
export type PairingView = {
  readonly kind: "own" | "typed";
  readonly companyGuid: string;
  readonly companyName: string;
  readonly state: "starting" | "waiting" | "paired" | "refused" | "expired" | "failed";
  /** "BCDF-GHJK"; null for a typed one and while it is fetched. */
  readonly code: string | null;
  /** What the QR of the own code says ("cfa-pair:…"). */
  readonly qr: string | null;
  readonly expiresAt: string | null;
  readonly trouble: Trouble | null;
};

/** What is known of a newer agent. */
export type UpdateView = {
  readonly state: "current" | "available" | "fetching" | "ready" | "failed" | "too-old";
  readonly version: string | null;
  readonly trouble: Trouble | null;
};

export type Language = "en" | "hi";

export type AgentView = {
  readonly version: string;
  readonly agentId: string;
  readonly machine: string;
  readonly user: string;
  readonly dataFolder: string;
  /** Whether keys are protected by the system (DPAPI) or only by the file's rights. */
  readonly isKeyProtected: boolean;
  readonly server: {
    readonly origin: string | null;
    readonly state: "unknown" | "reached" | "unreachable" | "refused";
    readonly trouble: Trouble | null;
  };
  readonly tally: TallyView;
  readonly companies: readonly CompanyView[];
  readonly pairing: PairingView | null;
  readonly update: UpdateView;
  readonly settings: {
    /** Hours between syncs, 0.25 to 24; light looks come in between. */
    readonly syncHours: number;
    readonly isPaused: boolean;
    /** When it goes on by itself; null while not paused or paused until told otherwise. */
    readonly pausedUntil: string | null;
    readonly language: Language;
    /** null where the system knows no such thing. */
    readonly startsWithSystem: boolean | null;
  };
};

type Done = Promise<Result<void, Trouble>>;

/** What people may ask. Every deed is checked anew: the page is not trusted to send only what its buttons allow. */
export type AgentDeeds = {
  readonly setServer: (origin: string) => Done;
  readonly setTally: (place: { host: string; port: number }) => Done;
  /** Asks Tally now; the answer is in the view. */
  readonly checkTally: () => Done;
  /** Takes the app's code of eight letters or the text of its QR; what comes of it is in `pairing`. */
  readonly pairByCode: (what: { companyGuid: string; code: string }) => Done;
  /** Shows a code of this agent's own for the app to take. */
  readonly showOwnCode: (companyGuid: string) => Done;
  readonly endPairing: () => Done;
  readonly pasteKey: (what: { companyGuid: string; key: string }) => Done;
  /** The first whole read and every later sync of one company, now. */
  readonly syncNow: (companyGuid: string) => Done;
  /** Lets go of a company: its key is removed from this PC; what the server holds stays. */
  readonly forgetCompany: (companyGuid: string) => Done;
  readonly pause: (until: string | null) => Done;
  readonly goOn: () => Done;
  readonly setSyncHours: (hours: number) => Done;
  readonly setLanguage: (language: Language) => Done;
  readonly setStartsWithSystem: (isOn: boolean) => Done;
  /** Looks for a newer agent now; it is taken at the next start, or by `restart`. */
  readonly lookForUpdate: () => Done;
  readonly restart: () => Done;
  readonly openLogs: () => Done;
  /** Plain text to be copied: versions, states, the last lines of the log; no secret and no name of a party. */
  readonly diagnostics: () => Promise<string>;
};

/** The agent at work, as everything that shows it sees it. */
export type Engine = {
  readonly view: () => AgentView;
  /** Calls back after each change, at most ten times a second; answers how to end that. */
  readonly watch: (changed: () => void) => () => void;
  readonly deeds: AgentDeeds;
  /** Ends what is under way within five seconds; what was read stays in the outbox. */
  readonly close: () => Promise<void>;
};
