import { connect } from "node:net";

import { createTallyClient, type TallyClient } from "@cfa/tally/client";
import { failure, type TallyFailure } from "@cfa/tally/failures";
import { createWriteClient, type WriteClient } from "@cfa/tally/write-back/write-client";

import type { TallyPlace } from "../config.ts";
import type { SyncFailure } from "../outcome.ts";
import type { TallyView } from "./agent-view.ts";
import { keepSince, troubleOf } from "./troubles.ts";

/** Where Tally is and how it is: one client for everybody, so that it is asked one thing at a time. */
export type TallyDesk = {
  readonly client: () => TallyClient;
  readonly write: () => WriteClient;
  readonly view: (isPaired: (guid: string) => boolean) => TallyView;
  /** Asks Tally now; several who ask at once get one answer. `isShown`: a person waits for it. */
  readonly check: (isShown?: boolean) => Promise<void>;
  readonly move: (place: TallyPlace) => void;
  /** What a sync met on Tally's side; undefined: it was answered. */
  readonly note: (met: SyncFailure | undefined) => void;
};

export type TallyDeskOptions = {
  readonly place: TallyPlace;
  readonly now: () => string;
  readonly changed: () => void;
  /** Whether a sync is reading Tally: then it is not probed, since it answers one at a time. */
  readonly isReading: () => boolean;
  readonly pauseMs?: number | undefined;
};

type Seen = Omit<TallyView, "host" | "port" | "companies"> & { readonly companies: readonly Open[] };
type Open = { readonly guid: string; readonly name: string };
type Clients = { readonly tally: TallyClient; readonly write: WriteClient };

const LISTENS_WITHIN_MS = 1_500;
const UNKNOWN: Seen = { state: "unknown", checkedAt: null, release: null, companies: [], trouble: null };

/** See TallyDesk. Nothing is asked before the first check. */
export function createTallyDesk(options: TallyDeskOptions): TallyDesk {
  const { now, changed, isReading } = options;
  let { place } = options;
  let host = place.host;
  let seen = UNKNOWN;
  let checking: Promise<void> | undefined;
  let clientsAt = makeClients(place.port, options.pauseMs);
  const see = (next: Partial<Seen>): void => {
    const told = next.trouble;
    const kept = told === undefined ? seen.trouble : null;
    const trouble = told === undefined || told === null ? kept : keepSince(seen.trouble, told);
    seen = { ...seen, ...next, trouble };
    changed();
  };
  const lookFor = async (isShown: boolean): Promise<void> => {
    const wasAnswering = seen.state === "answering";
    const before = place;
    // A look of its own at a Tally that is closed shows nothing until something is another.
    if (!wasAnswering && (isShown || seen.state === "unknown")) see({ state: "checking" });
    const found = await lookAtHosts(hostsOf(place.host), {
      clientsAt,
      port: place.port,
      isKnown: wasAnswering || isReading(),
    });
    if (place !== before) return; // it was moved meanwhile; the check that came with it tells
    if (!("open" in found)) {
      see({ ...seenOf(found.failure, now()), companies: [] });
      return;
    }
    host = found.host;
    const release =
      wasAnswering && seen.release !== null ? seen.release : await releaseOf(clientsAt(host).tally);
    const trouble =
      found.open.length > 0
        ? null
        : troubleOf({ ...failure("no-company", { address: "" }), side: "tally" }, now());
    see({ state: "answering", checkedAt: now(), release, companies: found.open, trouble });
  };
  return {
    client: () => clientsAt(host).tally,
    write: () => clientsAt(host).write,
    view: (isPaired) => ({
      ...seen,
      ...place,
      companies: seen.companies.map(({ guid, name }) => ({ guid, name, isPaired: isPaired(guid) })),
    }),
    check(isShown = false) {
      const mine = (checking ??= lookFor(isShown));
      return mine.finally(() => {
        if (checking === mine) checking = undefined;
      });
    },
    move(to) {
      if (to.host === place.host && to.port === place.port) return;
      place = to;
      host = to.host;
      clientsAt = makeClients(to.port, options.pauseMs);
      checking = undefined;
      seen = UNKNOWN;
      changed();
    },
    note(met) {
      if (met === undefined) {
        if (seen.state !== "answering") see({ state: "answering", checkedAt: now(), trouble: null });
      } else if (STATES[met.code] !== undefined) see(seenOf(met, now()));
    },
  };
}

/** The clients of each host that was asked: there is never a second one for the same. */
function makeClients(port: number, pauseMs: number | undefined): (host: string) => Clients {
  const made = new Map<string, Clients>();
  return (host) => {
    const address = { host, port, ...(pauseMs === undefined ? {} : { pauseMs }) };
    const known = made.get(host) ?? { tally: createTallyClient(address), write: createWriteClient(address) };
    made.set(host, known);
    return known;
  };
}

/** Tally listens on one of the two, and "localhost" may be either. */
function hostsOf(host: string): string[] {
  return ["127.0.0.1", "localhost", "::1"].includes(host) ? ["127.0.0.1", "::1"] : [host];
}

type Found = { readonly host: string; readonly open: readonly Open[] } | { readonly failure: TallyFailure };

async function lookAtHosts(
  hosts: readonly string[],
  { clientsAt, port, isKnown }: { clientsAt: (host: string) => Clients; port: number; isKnown: boolean },
): Promise<Found> {
  let closed: TallyFailure | undefined;
  for (const host of hosts) {
    const { tally } = clientsAt(host);
    if (!isKnown && !(await tally.isAnswering())) {
      if (await isListening(host, port)) return { failure: failure("busy", { address: tally.address }) };
      closed ??= failure("tally-closed", { address: tally.address });
      continue;
    }
    const open = await tally.look();
    if (open.ok) return { host, open: open.value };
    if (open.error.code !== "tally-closed") return { failure: open.error };
    closed ??= open.error;
  }
  return { failure: closed ?? failure("tally-closed", { address: `${hosts[0] ?? ""}:${port}` }) };
}

/** A port that takes connections and answers nothing is a Tally behind a dialog, or at work. */
function isListening(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: LISTENS_WITHIN_MS });
    const end = (is: boolean): void => {
      socket.destroy();
      resolve(is);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.once("timeout", () => end(false));
  });
}

async function releaseOf(tally: TallyClient): Promise<string | null> {
  const licence = await tally.licence();
  if (!licence.ok) return null;
  const parts = [licence.value.product, licence.value.release].filter((part) => part !== undefined);
  return parts.length === 0 ? null : parts.join(" ");
}

/** What a failure says of Tally as a whole; those of one question or company say nothing of it. */
const STATES: Readonly<Record<string, TallyView["state"]>> = {
  "tally-closed": "closed",
  busy: "busy",
  "connection-lost": "busy",
  "not-tally": "wrong",
  "wrong-encoding": "wrong",
  "unexpected-answer": "wrong",
  "error-answer": "wrong",
};

function seenOf(met: SyncFailure, at: string): Pick<Seen, "state" | "checkedAt" | "trouble" | "release"> {
  const trouble = troubleOf({ ...met, side: "tally" }, at);
  return { state: STATES[met.code] ?? "wrong", checkedAt: at, release: null, trouble };
}
