import type { RunState } from "@cfa/contract/sync";
import type { TallyClient } from "@cfa/tally/client";

import type { Outbox } from "./outbox/outbox.ts";
import type { Waiting } from "./schedule/back-off.ts";
import type { OutboxRun } from "./outbox/runs.ts";
import type { ServerLink } from "./server-link.ts";

/**
 * Why a sync ended without success: a code for programs, a sentence for people, and one saying what to do. `side`: whether
 * Tally, the server or this PC was the reason.
 */
export type SyncFailure = {
  readonly code: string;
  readonly message: string;
  readonly fix?: string;
  readonly side?: "tally" | "server" | "agent";
  /** For the log. */
  readonly detail?: string;
};

export type SyncOptions = {
  readonly tally: TallyClient;
  readonly outbox: Outbox;
  readonly link: ServerLink;
  readonly companyGuid: string;
  readonly say: (line: string) => void;
  /** The moment now, UTC, ISO 8601. */
  readonly now: () => string;
  readonly attempts?: number;
  readonly waiting?: Waiting;
  /** How long a silent Tally is waited for; a minute when left out. */
  readonly patienceMs?: number;
  /** How long the server is waited for while it works the books out; an hour when left out. */
  readonly serverPatienceMs?: number;
  readonly agentId?: string;
  /** When it will be tried again after a failure of this code, to be shown; never when left out. */
  readonly nextTryAt?: (code: string) => string;
  /** Told how far the run has come, after each window and each batch. */
  readonly progress?: ((progress: RunProgress) => void) | undefined;
  /** Once it is aborted no further window is asked for and nothing is waited for; what was read stays in the outbox. */
  readonly ending?: AbortSignal | undefined;
};

/** How far a run has come. */
export type RunProgress = {
  readonly phase: "reading" | "sending" | "server";
  /** Windows read, and of how many: what is left is estimated from the counts and the size of windows now. */
  readonly windowsDone: number;
  readonly windows: number;
  /** "2026-04"; null while masters are read or nothing is. */
  readonly month: string | null;
  /** Records read by this process. */
  readonly records: number;
  readonly batchesSent: number;
  readonly batches: number;
};

/** What a sync found: nothing new, or a run that the server has taken in. */
export type SyncOutcome =
  | { readonly kind: "unchanged" }
  | {
      readonly kind: "synced";
      /** The last run; what counts of all of them is in `taken`. */
      readonly run: RunState;
      readonly taken: Taken;
    };

/** What the runs of one sync brought: its weightiest kind, and the records of all. */
export type Taken = {
  readonly kind: OutboxRun["kind"];
  readonly records: number;
  readonly quarantined: number;
};
