import type { AgentUpdate } from "@cfa/contract/sync";
import { fail, type Result } from "@cfa/values/result";
import type { TallyClient } from "@cfa/tally/client";
import type { FetchStyle } from "@cfa/tally/request/vouchers";
import type { WriteClient } from "@cfa/tally/write-back/write-client";

import { outboxFolder, type Carried, type Config } from "./config.ts";
import type { KeyStore } from "./keys/key-store.ts";
import { diskTrouble, isDamage, setAside } from "./outbox/disk.ts";
import { openOutbox, type Outbox } from "./outbox/outbox.ts";
import type { SyncFailure, SyncOptions, SyncOutcome } from "./outcome.ts";
import { createServerLink, type ServerLink } from "./server-link.ts";
import { syncOnce } from "./sync.ts";
import { agentSelf } from "./upload/upload.ts";
import { carryDrafts } from "./write-back/carry-drafts.ts";
import { openDraftStore } from "./write-back/draft-store.ts";

export type CompanySync = Pick<
  SyncOptions,
  | "say"
  | "now"
  | "waiting"
  | "patienceMs"
  | "attempts"
  | "nextTryAt"
  | "serverPatienceMs"
  | "progress"
  | "ending"
> & {
  readonly folder: string;
  readonly config: Config;
  /** One client for all companies of a Tally: it asks one thing at a time. */
  readonly tally: TallyClient;
  /** What writes into the same Tally; without it nothing is ever written. */
  readonly write?: WriteClient;
  readonly keys: KeyStore;
  readonly onUpdate?: (update: AgentUpdate | undefined) => void;
  /** Tally's totals are read again and held against the books, whether anything has changed or not. */
  readonly isFull?: boolean;
};

/**
 * Syncs one company of this agent once, with its own outbox. An outbox that was torn or changed on the disk is put aside,
 * told of, and everything is read again; a disk that is full is told of, and nothing is lost.
 */
export async function syncCompany(
  company: Carried,
  options: CompanySync,
): Promise<Result<SyncOutcome, SyncFailure>> {
  const { companyGuid } = company;
  const folder = outboxFolder(options.folder, companyGuid);
  const key = options.keys.read(companyGuid);
  if (!key.ok) return key;
  const link = linkOf(company, key.value, options);
  for (let attempt = 1; ; attempt++) {
    let outbox: Outbox | undefined;
    try {
      outbox = openOutbox(folder, () => new Date(options.now()));
      if (outbox.damaged !== undefined) tellDamage(outbox.damaged, options);
      if (options.isFull === true) outbox.remember("totals", { ...outbox.recall("totals"), isDue: true });
      const sync: SyncOptions = {
        ...options,
        outbox,
        link,
        companyGuid,
        agentId: options.config.agentId,
      };
      let result = await syncOnce(sync);
      if (result.ok && options.write !== undefined) {
        const style = outbox.recall("self")?.tally.fetchStyle ?? "fetch";
        const { write } = options;
        const hasWritten = await writeBack(company, { ...options, folder, write, style, link });
        // What was written comes back as a fact like anything else that was typed into Tally.
        if (hasWritten) result = await syncOnce(sync);
      }
      if (result.ok) outbox.remember("lastSync", { at: options.now(), line: outcomeLine(result.value) });
      return result;
    } catch (error) {
      if (isDamage(error) && attempt === 1) {
        closeQuietly(outbox);
        outbox = undefined;
        tellDamage(setAside(folder, new Date(options.now())), options);
        continue;
      }
      const trouble = diskTrouble(error, folder);
      if (trouble === undefined) throw error;
      return fail({ ...trouble, side: "agent" });
    } finally {
      closeQuietly(outbox);
    }
  }
}

/** The link with the company's key; a new one is in the key store before it is used. */
function linkOf(
  { server, companyGuid }: Carried,
  key: string,
  { keys, say, onUpdate }: CompanySync,
): ServerLink {
  const keepKey = (fresh: string): void => {
    keys.keep(companyGuid, fresh);
    say("The company's key was rotated: the new one is kept and used from now on.");
  };
  return createServerLink({ server, key, keepKey, onUpdate });
}

/** After a sync, never during one: what was accepted in the app goes to Tally. Its troubles are told and spoil no sync. */
async function writeBack(
  { companyGuid }: Carried,
  options: CompanySync & {
    readonly write: WriteClient;
    readonly style: FetchStyle;
    readonly link: ServerLink;
  },
): Promise<boolean> {
  const { folder, say, config, link } = options;
  const store = openDraftStore(folder, () => new Date(options.now()));
  try {
    if (store.damaged !== undefined)
      say(`The agent's list of vouchers for Tally was damaged and is kept as ${store.damaged}.`);
    const { agentId } = config;
    const { machine } = agentSelf(agentId);
    const carried = await carryDrafts({ ...options, store, link, companyGuid, agentId, machine });
    return carried.written > 0;
  } finally {
    store.close();
  }
}

/** What a sync came to, in one line for people. */
export function outcomeLine(outcome: SyncOutcome): string {
  if (outcome.kind === "unchanged") return "Nothing has changed in Tally.";
  const { records, quarantined, tieOut } = outcome.run;
  const verdict = {
    equal: "every ledger balance equals Tally's",
    different: "some ledger balances differ from Tally's: see Sync in the app",
    unknown: "not held against Tally's totals yet",
  }[tieOut];
  return `Synced ${records} records, ${quarantined} set aside; ${verdict}.`;
}

function tellDamage(kept: string, { say }: CompanySync): void {
  say(
    `The agent's own file was damaged on the disk. It is kept as ${kept}; everything is read from Tally again.`,
  );
}

/** A database that is damaged or on a full disk may not even close. */
function closeQuietly(outbox: Outbox | undefined): void {
  try {
    outbox?.close();
  } catch {
    // what matters was written before, or is read again
  }
}
