import AsyncStorage from "@react-native-async-storage/async-storage";
import { createAsyncStoragePersister } from "@tanstack/query-async-storage-persister";
import {
  defaultShouldDehydrateQuery,
  MutationCache,
  QueryCache,
  QueryClient,
  type DataTag,
  type InfiniteData,
  type Query,
  type QueryKey,
} from "@tanstack/react-query";
import { PersistQueryClientProvider, type PersistedClient } from "@tanstack/react-query-persist-client";
import type { ReactNode } from "react";

import { forgetSharedFiles } from "../platform/shared-files";
import { api } from "./api";
import { ApiFailure } from "./failure";

const DAY_MILLIS = 86_400_000;
const KEPT_MILLIS = 7 * DAY_MILLIS;
const FRESH_MILLIS = 20_000;
const SHAPE = "14"; // raise it when the contract changes a shape: what was kept in the old one is dropped

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: askAgainWhoIAm }),
  mutationCache: new MutationCache({ onError: askAgainWhoIAm }),
  defaultOptions: {
    queries: { gcTime: KEPT_MILLIS, staleTime: FRESH_MILLIS, retry: worthRetrying },
    // Without a connection a deed fails at once and says so: it is not done unasked later on.
    mutations: { networkMode: "always" },
  },
});

const persister = createAsyncStoragePersister({
  storage: AsyncStorage,
  serialize: (client) => JSON.stringify(withFirstPages(client)),
  key: "cfa.reads",
  throttleTime: 1_000,
});

/**
 * Reads and keeps them on the device, so that the last view opens without a connection, with its time. What was kept is
 * always read again, however young it is: a page that is loaded anew shows the books of now.
 */
export function QueryProvider({ children }: { children: ReactNode }) {
  return (
    <PersistQueryClientProvider
      client={queryClient}
      persistOptions={{
        persister,
        maxAge: KEPT_MILLIS,
        buster: SHAPE,
        dehydrateOptions: { shouldDehydrateQuery: worthKeeping },
      }}
      onSuccess={() => queryClient.invalidateQueries()}
    >
      {children}
    </PersistQueryClientProvider>
  );
}

/** Reads again all that is shown; ends when it is there. What is not shown is read when it is next. */
export function readAllAgain(): Promise<void> {
  return queryClient.invalidateQueries();
}

/**
 * Shows what a deed was answered with in place of what was read. A read that is under way is given up: it may have been made before the
 * deed, and would take its place.
 */
export async function showAnswer<Answer>(
  queryKey: DataTag<QueryKey, Answer, Error>,
  answer: NoInfer<Answer>,
): Promise<void> {
  await queryClient.cancelQueries({ queryKey, exact: true });
  queryClient.setQueryData<unknown, QueryKey, unknown>(queryKey, answer);
}

/** Of a list that came page by page the first page is kept: a long one would fill what a browser keeps, and be written again and again. */
function withFirstPages({ clientState, ...client }: PersistedClient): PersistedClient {
  const queries = clientState.queries.map((query) => {
    const { data } = query.state;
    if (!isPaged(data) || data.pages.length < 2) return query;
    const kept = { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) };
    return { ...query, state: { ...query.state, data: kept } };
  });
  return { ...client, clientState: { ...clientState, queries } };
}

function isPaged(data: unknown): data is InfiniteData<unknown> {
  return typeof data === "object" && data !== null && "pages" in data && "pageParams" in data;
}

/** Forgets every read, and every file that was passed on, also on the device: nobody's books stay behind after signing out. */
export async function forgetReads(): Promise<void> {
  queryClient.clear();
  forgetSharedFiles();
  await persister.removeClient();
}

/** Forgets every read of one company, also on the device: its books are not for who no longer belongs to it. */
export function forgetCompany(companyId: string): void {
  queryClient.removeQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey).includes(companyId) });
}

/** What was typed into a search or a text is not kept: every letter would be a read of its own. Nor is what a secret address opened, nor what the assistant was asked: deleted, it is gone. */
function worthKeeping(query: Query): boolean {
  const key = JSON.stringify(query.queryKey);
  const passing = ['"search":', '"texts":', '"token":', '"assistant"'];
  return defaultShouldDehydrateQuery(query) && !passing.some((part) => key.includes(part));
}

/** Only what may pass by itself is tried again: a refusal stays a refusal. */
function worthRetrying(count: number, error: Error): boolean {
  if (!(error instanceof ApiFailure)) return false;
  return count < 2 && (error.code === "unreachable" || error.code === "unavailable");
}

function askAgainWhoIAm(error: Error): void {
  if (error instanceof ApiFailure && error.code === "not-signed-in") {
    void queryClient.invalidateQueries({ queryKey: api.session.key() });
  }
}
