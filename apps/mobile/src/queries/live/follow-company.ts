import type { CompanyEvent } from "@cfa/contract/company-events";
import { companyEventsPath } from "@cfa/contract/company-events-path";

import { api } from "../api";
import { ApiFailure } from "../failure";
import { queryClient } from "../query-client";
import { eventLines } from "./event-lines";
import { noteLive } from "./is-live";
import { wait, waitMillis } from "./wait";
import { whatIsOld, type Old } from "./what-is-old";

/** The line shows every fifteen seconds that it is alive. */
const SILENCE_MILLIS = 40_000;
/** A line that held so long was a good one: the next try is again the first. */
const HELD_MILLIS = 10_000;

/** The last that was told of each company: what happens while nobody looks is found by it. */
const lastTold = new Map<string, CompanyEvent>();

/** Takes in what is told of a company until it is no longer wanted, or the person may not look. */
export async function followCompany(companyId: string, signal: AbortSignal): Promise<void> {
  for (let tries = 0; !signal.aborted; tries++) {
    const began = Date.now();
    try {
      await listen(companyId, signal);
    } catch (error) {
      if (isRefusal(error)) return askAgainWhereIBelong();
    } finally {
      stopBeingLive(companyId, { isOver: signal.aborted });
    }
    if (Date.now() - began > HELD_MILLIS) tries = 0;
    await wait(waitMillis(tries, Math.random()), signal);
  }
}

/** One line, until it ends or falls silent. */
async function listen(companyId: string, signal: AbortSignal): Promise<void> {
  const path = companyEventsPath(companyId);
  for await (const data of eventLines({ path, signal, silenceMillis: SILENCE_MILLIS })) {
    take(companyId, JSON.parse(data) as CompanyEvent);
  }
}

/** Shows what is told at once where that can be; the rest is read again. */
function take(companyId: string, event: CompanyEvent): void {
  noteLive(companyId, true);
  const queryKey = api.companies.freshness.queryKey({ input: { companyId } });
  const known = queryClient.getQueryState(queryKey);
  const old = whatIsOld(event, { shown: known?.data, before: lastTold.get(companyId) });
  lastTold.set(companyId, event);
  // When all of it was read stays as it was: only this part of it is newer.
  queryClient.setQueryData(queryKey, (shown) => shown && { ...shown, running: event.running }, {
    updatedAt: known?.dataUpdatedAt,
  });
  for (const what of old)
    for (const stale of READS[what]) void queryClient.invalidateQueries({ queryKey: stale() });
}

const READS: Record<Old, readonly (() => readonly unknown[])[]> = {
  freshness: [() => api.companies.freshness.key()],
  quarantine: [() => api.companies.freshness.key(), () => api.companies.quarantine.key()],
  learned: [() => api.insights.key(), () => api.parties.key(), () => api.today.key()],
  forecast: [() => api.cashForecast.key(), () => api.cashScenarios.key(), () => api.today.key()],
};

/** Without a line the reads look by themselves again, beginning now. */
function stopBeingLive(companyId: string, { isOver }: { isOver: boolean }): void {
  noteLive(companyId, false);
  if (!isOver) void queryClient.invalidateQueries({ queryKey: api.companies.freshness.key() });
}

function isRefusal(error: unknown): boolean {
  return error instanceof ApiFailure && ["not-signed-in", "not-allowed", "not-found"].includes(error.code);
}

function askAgainWhereIBelong(): void {
  void queryClient.invalidateQueries({ queryKey: api.session.key() });
  void queryClient.invalidateQueries({ queryKey: api.companies.list.key() });
}
