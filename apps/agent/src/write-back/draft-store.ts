import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { AgentDraft } from "@cfa/contract/drafts";
import type { DraftOutcome } from "@cfa/contract/draft-voucher";
import type { Sending } from "@cfa/tally/write-back/decide";

import { isDamage, setAside } from "../outbox/disk.ts";
import { OutboxDamaged, seal, unseal } from "../outbox/seal.ts";

/**
 * How far a draft is: `held` is written down; `taken`: the server let us send it; `sending` stands there before a byte goes to Tally;
 * `sent`: whatever came back; `decided`: only the server has still to be told.
 */
export type HeldDraft = {
  readonly draft: AgentDraft;
  readonly step: "held" | "taken" | "sending" | "sent" | "decided";
  /** False: it may have been sent before and the books have moved on, so it is only looked for. */
  readonly maySend: boolean;
  /** How often it was sent, counting one that may never have reached Tally. */
  readonly sendings: number;
  readonly sending: Sending;
  readonly outcome?: DraftOutcome;
};

/** The drafts that this agent has begun to carry, on disk: each step is written down before it is done. One file per company. */
export type DraftStore = ReturnType<typeof openDraftStore>;

export const DRAFTS_FILE = "drafts.sqlite";

/**
 * Opens (or makes) the file. One that was torn or changed is put aside, told in `damaged`: what it held is asked of the server again,
 * which knows that it may have been sent.
 */
export function openDraftStore(folder: string, now: () => Date = () => new Date()) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    return { ...openFile(folder), damaged: undefined };
  } catch (error) {
    if (!isDamage(error)) throw error;
    const damaged = setAside(folder, now(), DRAFTS_FILE);
    return { ...openFile(folder), damaged };
  }
}

function openFile(folder: string) {
  const path = join(folder, DRAFTS_FILE);
  const db = new DatabaseSync(path);
  try {
    chmodSync(path, 0o600);
    db.exec("pragma journal_mode = wal; pragma synchronous = full;");
    db.exec("create table if not exists draft (draft_id text primary key, body text not null) strict;");
    const parts = storeOf(db);
    parts.all(); // reads every one, so that damage shows now
    return parts;
  } catch (error) {
    db.close();
    throw error;
  }
}

function storeOf(db: DatabaseSync) {
  const select = db.prepare("select body from draft order by rowid");
  const write = db.prepare(
    "insert into draft (draft_id, body) values (?, ?) on conflict (draft_id) do update set body = excluded.body",
  );
  const remove = db.prepare("delete from draft where draft_id = ?");
  return {
    /** Every draft that is not through, oldest first. */
    all: (): HeldDraft[] => select.all().map((row) => opened(row["body"] as string)),
    /** Writes a draft down as it is now; a commit survives a kill and a power cut. */
    keep(held: HeldDraft): HeldDraft {
      write.run(held.draft.draftId, seal(held));
      return held;
    },
    drop: (draftId: string): void => void remove.run(draftId),
    close: (): void => db.close(),
  };
}

function opened(body: string): HeldDraft {
  const value = unseal(body)?.value as HeldDraft | undefined;
  if (value === undefined || !AgentDraft.safeParse(value.draft).success) throw new OutboxDamaged("a draft");
  return value;
}
