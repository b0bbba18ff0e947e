import type { ServerResponse } from "node:http";
import { finished } from "node:stream";

import type { CompanyEvent } from "@cfa/contract/company-events";
import type { Database } from "@cfa/db/client";
import { listen, type Listening } from "@cfa/db/listen";
import {
  CHANGED,
  companyStanding,
  stillMayLook,
  type CompanyStanding,
  type Looker,
} from "@cfa/db/queries/company-standing";

import { ABSOLUTE_MILLIS } from "../auth/library.ts";
import { ApiFailure } from "../errors.ts";
import type { Logger } from "../log.ts";
import { atMostEvery } from "./at-most-every.ts";
import { keepWatches, type OpenWatch, type OpenWatches } from "./open-watches.ts";
import { watchOn } from "./watch.ts";

/** Tells who looks at a company how it stands, as it changes. */
export type CompanyEvents = {
  /** Answers with a watch, which stays open until its reader goes, may look no more or the process ends. Throws a refusal before any answer. */
  open(response: ServerResponse, looker: Looker): Promise<void>;
  /** Ends all watches and opens no more. */
  close(): Promise<void>;
};

const DEFAULTS = {
  /** How often a line shows that it is alive, and what was not heard of is looked at. */
  beatMillis: 15_000,
  /** A company that changes all the time is read no more often. */
  restMillis: 400,
  perSession: 4,
  perCompany: 100,
};

const HEAD = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
  connection: "close", // nothing comes after it
};

/**
 * The watches of this process. Notifications of the database (one connection for all of them, made when the first watch opens) only say that a
 * company may have changed: how it stands is then read behind its wall, once for all who look at it. So what is not heard, while the
 * connection is lost or behind a pooler, is found at the next beat.
 */
export function createCompanyEvents(
  { db, log }: { db: Database; log: Logger },
  options: Partial<typeof DEFAULTS> = {},
): CompanyEvents {
  const { beatMillis, restMillis, ...limits } = { ...DEFAULTS, ...options };
  const watches = keepWatches(limits);
  const failed = (error: unknown): void =>
    log.warn({ reason: error instanceof Error ? error.message : String(error) }, "events");
  const look = atMostEvery(restMillis, (companyId) => tell(db, watches, companyId).catch(failed));
  const check = (lookers: readonly OpenWatch[]) => endWhoMayNot(db, lookers).catch(failed);
  let listening: Promise<Listening> | undefined;
  let beats: NodeJS.Timeout | undefined;
  let isClosed = false;

  const hear = (payload: string): void => {
    const [what, id = ""] = payload.split(" ");
    if (what === "books" && watches.of(id).length > 0) look(id);
    if (what === "access") {
      void check(watches.where(({ companyId, userId }) => id === companyId || id === userId));
    }
  };
  const beat = (): void => {
    for (const { watch } of watches.all()) watch?.beat();
    void check(watches.all());
    for (const companyId of watches.companies()) look(companyId);
  };
  /** What is told first is read after listening began: nothing falls between. */
  const listenIn = async (): Promise<void> => {
    listening ??= listen(db, CHANGED, { onNotification: hear, onReconnect: beat });
    await listening.catch((error: unknown) => {
      listening = undefined;
      throw error;
    });
    beats ??= setInterval(beat, beatMillis).unref();
  };

  return {
    async open(response, looker) {
      if (isClosed) throw new ApiFailure("unavailable");
      const one = watches.admit(looker);
      // Also of a reader who went while it was found out who that is: nothing more is heard of that answer.
      finished(response, () => watches.leave(one));
      try {
        await listenIn();
        const standing = await standingOf(db, looker.companyId);
        if (isClosed) throw new ApiFailure("unavailable");
        response.writeHead(200, HEAD);
        one.watch = watchOn(response);
        one.watch.tell(standing);
      } catch (error) {
        watches.leave(one);
        throw error;
      }
      // What changed while the watch was being opened was told to the others alone.
      look(looker.companyId);
      await check([one]);
    },
    async close() {
      isClosed = true;
      clearInterval(beats);
      for (const { watch } of watches.all()) watch?.end();
      const last = await listening?.catch(() => undefined);
      await last?.close();
    },
  };
}

/** Reads how a company stands and tells all who look at it. */
async function tell(db: Database, watches: OpenWatches, companyId: string): Promise<void> {
  if (watches.of(companyId).length === 0) return;
  const standing = await standingOf(db, companyId);
  for (const { watch } of watches.of(companyId)) watch?.tell(standing);
}

/** Ends the watches of those who may look no more. */
async function endWhoMayNot(db: Database, lookers: readonly OpenWatch[]): Promise<void> {
  if (lookers.length === 0) return;
  const signedInAfter = new Date(Date.now() - ABSOLUTE_MILLIS);
  const allowed = await stillMayLook(db, { lookers, signedInAfter });
  for (const one of lookers) if (!allowed.has(one)) one.watch?.end();
}

async function standingOf(db: Database, companyId: string): Promise<string> {
  return JSON.stringify(eventOf(await companyStanding(db, companyId)));
}

function eventOf(standing: CompanyStanding): CompanyEvent {
  const { generation, readAt, trouble, running, quarantined, learnedAt, forecastAt } = standing;
  return {
    generation: Number(generation),
    readAt: momentOf(readAt),
    trouble,
    running,
    quarantined,
    learnedAt: momentOf(learnedAt),
    forecastAt: momentOf(forecastAt),
  };
}

function momentOf(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
