import { Client } from "pg";

import type { Database } from "./client.ts";

/** What listens until it is closed. */
export type Listening = { close(): Promise<void> };

export type Heard = {
  /** Something was sent on the channel. */
  onNotification: (payload: string) => void;
  /** Listening has begun, or begun again: what was sent before that was not heard. */
  onReconnect: () => void;
};

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Listens to a channel on a connection of its own, which is made again when it is lost. Throws when the first one cannot be made. Behind a pooler that
 * shares connections between transactions nothing is heard: whoever listens must also look by itself now and then.
 */
export async function listen(
  db: Database,
  channel: string,
  { onNotification, onReconnect }: Heard,
): Promise<Listening> {
  let client: Client | undefined;
  let again: NodeJS.Timeout | undefined;
  let isClosed = false;
  let wait = FIRST_WAIT_MS;

  const lose = (lost: Client): void => {
    if (client !== lost) return;
    client = undefined;
    lost.end().catch(() => {});
    retry();
  };
  const retry = (): void => {
    if (isClosed) return;
    again = setTimeout(() => void connect().catch(retry), wait).unref();
    wait = Math.min(LONGEST_WAIT_MS, wait * 2);
  };
  const connect = async (): Promise<void> => {
    const next = new Client({ connectionString: db.url, application_name: "cfa", keepAlive: true });
    next.on("error", () => lose(next));
    next.on("end", () => lose(next));
    next.on("notification", (heard) => {
      if (heard.channel === channel) onNotification(heard.payload ?? "");
    });
    try {
      await next.connect();
      await next.query(`listen ${next.escapeIdentifier(channel)}`);
    } catch (error) {
      next.end().catch(() => {});
      throw error;
    }
    if (isClosed) return void next.end().catch(() => {});
    client = next;
    wait = FIRST_WAIT_MS;
    onReconnect();
  };

  await connect();
  return {
    async close() {
      isClosed = true;
      clearTimeout(again);
      const last = client;
      client = undefined;
      await last?.end();
    },
  };
}
