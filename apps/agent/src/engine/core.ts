import type { Log } from "../log/log.ts";
import type { KeyStore } from "../keys/key-store.ts";
import type { Os, Protection } from "../os/os.ts";
import type { Result } from "@cfa/values/result";
import type { Trouble, UpdateView } from "./agent-view.ts";
import type { SettingsFile } from "./settings-file.ts";

/** What the engine needs of the system beside the protection of keys. */
export type EngineOs = Pick<Os, "openFolder" | "startsWithSystem"> & {
  readonly setStartsWithSystem: (isOn: boolean) => void;
};

/** Whoever fetches newer agents. */
export type Updates = {
  readonly view: () => UpdateView;
  readonly look: () => Promise<Result<void, Trouble>>;
  readonly restart: () => Promise<Result<void, Trouble>>;
  /** Calls back when the view of it has changed. */
  readonly watch: (changed: () => void) => () => void;
  /** The server told of a newer agent, or takes nothing more from this one. */
  readonly told: () => void;
};

export type EngineOptions = {
  /** The data folder; whoever makes the engine holds its lock. */
  readonly folder: string;
  readonly protection: Protection;
  /** The moment now, UTC, ISO 8601. */
  readonly now: () => string;
  /** What this PC and its user are called. */
  readonly machine: string;
  readonly user: string;
  readonly os?: EngineOs | undefined;
  readonly log?: Log | undefined;
  /** Lines for a person who watches a terminal. */
  readonly say?: ((line: string) => void) | undefined;
  readonly updates?: Updates | undefined;
  /** Between two light looks at Tally; five minutes when left out. */
  readonly pollMs?: number | undefined;
  /** Whether a company that was never read is read by itself, as where nobody sits by; else a person asks for it. */
  readonly startsFirstRead?: boolean | undefined;
  /** Where keys and addresses may be left for the agent; .env in the data folder when left out. */
  readonly envFile?: string | undefined;
  /** Rest between two questions to Tally. */
  readonly tallyPauseMs?: number | undefined;
  readonly random?: (() => number) | undefined;
};

/** What all parts of the engine share. */
export type Core = {
  readonly options: EngineOptions;
  readonly keys: KeyStore;
  readonly settings: SettingsFile;
  readonly now: () => string;
  readonly say: (line: string) => void;
  /** An error of ours, for the log. */
  readonly broke: (error: unknown) => void;
  /** The view is another now. */
  readonly changed: () => void;
  /** Aborted once the engine ends. */
  readonly ending: AbortSignal;
};
