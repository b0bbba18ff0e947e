import type { DatabaseSync } from "node:sqlite";

import type { QuarantineRecord } from "@cfa/contract/records";
import type { TallySelf } from "@cfa/contract/sync";

import type { Piece } from "../extract/piece.ts";
import { seal, unseal } from "./seal.ts";

/** What the agent remembers of a company between its runs. Moments are ISO 8601, UTC. */
export type Memory = {
  /** What Tally showed of itself at the self-test, and whether nested lists were really seen. */
  self: { readonly tally: TallySelf; readonly isProven: boolean };
  /** The last sync that went well. */
  lastSync: { readonly at: string; readonly line: string };
  /** What is wrong now, and since when. */
  trouble: { readonly code: string; readonly message: string; readonly fix: string; readonly since: string };
  /** Tally's totals: when they were last read, how long it took, and whether something has changed since. */
  totals: {
    readonly at?: string;
    readonly tookMs?: number;
    readonly isDue: boolean;
    readonly notBefore?: string;
  };
  /** The daily sweep: when it last went through, and up to which month it has come today. */
  sweep: { readonly at: string; readonly through?: string };
  /** The last wants of the server that were answered: the same again within the hour are not. */
  answered: { readonly wants: string; readonly at: string };
  /** Questions that Tally did not survive: not sent again before a day is over. */
  killers: readonly { readonly piece: Piece; readonly at: string }[];
  /** How many vouchers a batch may hold, once one was too large for the way to the server. */
  batchVouchers: { readonly most: number };
  /** What was set aside on this PC, for `agent status`. */
  setAside: readonly (Pick<QuarantineRecord, "guid" | "name" | "reason"> & { readonly at: string })[];
};

/** The agent's memory. A value that was damaged is as if it had never been written. */
export function memory(db: DatabaseSync) {
  const select = db.prepare("select value from memory where key = ?");
  const write = db.prepare(
    "insert into memory (key, value) values (?, ?) on conflict (key) do update set value = excluded.value",
  );
  const remove = db.prepare("delete from memory where key = ?");
  return {
    recall<Key extends keyof Memory>(key: Key): Memory[Key] | undefined {
      const row = select.get(key);
      const opened = row === undefined ? undefined : unseal(row["value"] as string);
      return opened?.value as Memory[Key] | undefined;
    },
    remember<Key extends keyof Memory>(key: Key, value: Memory[Key]): void {
      write.run(key, seal(value));
    },
    forget: (key: keyof Memory): void => void remove.run(key),
  };
}
