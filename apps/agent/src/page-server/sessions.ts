import { hashOf, isSecretOf, newSecret, sessionProofOf, type Proving } from "./secrets.ts";

const TICKET_MS = 60_000;
const MAX_TICKETS = 8;
const MAX_SESSIONS = 8;

/** One open window. Its secret is known to the window alone. */
export type Session = {
  readonly hash: Buffer;
  /** Called when the session is over. */
  readonly endings: Set<() => void>;
};

/** The windows that may speak with the agent. */
export type Sessions = {
  /** For the address that a browser is started with: other processes can see it there, so it is good once and for a minute. */
  readonly newTicket: () => string;
  /** A session's secret for a ticket; undefined when the ticket is wrong, used or too old. */
  readonly open: (ticket: string) => string | undefined;
  readonly find: (secret: string) => Session | undefined;
  /** That the sessions were given here, one proof for each. */
  readonly proofs: (proving: Proving) => string[];
  readonly endAll: () => void;
};

type Ticket = { readonly hash: Buffer; readonly madeAt: number };

/** Keeps tickets and sessions in memory, as hashes: they end with the process. */
export function createSessions(now: () => Date): Sessions {
  const tickets: Ticket[] = [];
  // In order of their last use.
  const sessions: Session[] = [];
  return {
    newTicket() {
      const ticket = newSecret();
      tickets.push({ hash: hashOf(ticket), madeAt: now().getTime() });
      if (tickets.length > MAX_TICKETS) tickets.shift();
      return ticket;
    },
    open(ticket) {
      const [found] = take(tickets, ticket);
      const age = found === undefined ? -1 : now().getTime() - found.madeAt;
      if (age < 0 || age >= TICKET_MS) return undefined;
      const secret = newSecret();
      sessions.push({ hash: hashOf(secret), endings: new Set() });
      if (sessions.length > MAX_SESSIONS) end(sessions.shift());
      return secret;
    },
    find(secret) {
      const [found] = take(sessions, secret);
      if (found !== undefined) sessions.push(found);
      return found;
    },
    proofs: (proving) => sessions.map(({ hash }) => sessionProofOf(hash, proving)),
    endAll() {
      tickets.length = 0;
      for (const session of sessions.splice(0)) end(session);
    },
  };
}

/** Takes what has this secret out of a list; each is looked at, whichever it is. */
function take<Kept extends { readonly hash: Buffer }>(list: Kept[], secret: string): Kept[] {
  let at = -1;
  for (const [index, { hash }] of list.entries()) if (isSecretOf(secret, hash)) at = index;
  return at === -1 ? [] : list.splice(at, 1);
}

function end(session: Session | undefined): void {
  for (const ending of session?.endings ?? []) ending();
}
