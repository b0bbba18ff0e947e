import { inCompany } from "@cfa/db/company-scope";
import { lockCompany } from "@cfa/db/queries/locks";
import { advanceAttempt, type AttemptTold } from "@cfa/db/queries/nudges/attempts";
import { noteRefusal } from "@cfa/db/queries/nudges/refused";
import type { Failure } from "@cfa/nudges/facts";
import { WAYS, type Provider, type Way } from "@cfa/nudges/kinds";
import { randomFrom, type Random } from "@cfa/testkit/sample-company/random";

import type { Channel, Outcome, Outgoing, Sought, Told } from "../../channels/channel.ts";
import type { Books } from "./test-books.ts";
import type { Oracle } from "./test-oracle.ts";
import { headOf, type World } from "./test-world.ts";

/* Whoever carries messages, on all ways, as badly as they do; and what they tell by webhooks: twice, out of order, before they have answered. */

/** What a carrier knows of a message that it took. */
type Taken = {
  readonly attemptId: string;
  readonly way: Way;
  state: "accepted" | "sent" | "delivered" | "read" | "failed";
};

type Hook = { readonly at: number; readonly attemptId: string; readonly told: AttemptTold };

export type Carrier = {
  /** Every message it took. */
  readonly taken: Map<string, Taken>;
  /** The channels of one worker's process. `dies`: the process is gone; what it has under way comes to nothing. */
  open(dies: () => void): ReadonlyMap<Way, Channel>;
  /** Delivers the webhooks whose moment has come; `all`: every one. */
  tell(all?: boolean): Promise<void>;
  /** What carriers have refused by now is known to the world as well: nobody is there, or wants no more. */
  settle(): void;
};

const PROVIDERS: Readonly<Record<Way, Provider>> = {
  whatsapp: "whatsapp",
  sms: "msg91",
  email: "smtp",
  print: "print",
};
const DIES = 0.01;
const HOOKS_WITHIN = 7_200_000;
const MOST_COPIES = 3;

type Desk = {
  readonly books: Books;
  readonly random: Random;
  readonly oracle: Oracle;
  readonly taken: Map<string, Taken>;
  readonly learned: (() => void)[];
  hooks: Hook[];
};

export function openCarrier(books: Books, oracle: Oracle, seed: number): Carrier {
  const desk: Desk = {
    books,
    oracle,
    random: randomFrom(seed, "carrier"),
    taken: new Map(),
    learned: [],
    hooks: [],
  };
  return {
    taken: desk.taken,
    open: (dies) =>
      new Map(
        WAYS.map((way) => [
          way,
          {
            provider: PROVIDERS[way],
            send: (outgoing) => send(desk, { way, outgoing, dies }),
            ask: (sought) => Promise.resolve(ask(desk, way, sought)),
          },
        ]),
      ),
    tell: (all = false) => tellHooks(desk, all),
    settle: () => {
      for (const learned of desk.learned.splice(0)) learned();
    },
  };
}

type Sending = { way: Way; outgoing: Outgoing; dies: () => void };

async function send(desk: Desk, { way, outgoing, dies }: Sending): Promise<Outcome> {
  const { random, oracle, taken } = desk;
  const { attemptId } = outgoing;
  const word = random.next();
  if (word < DIES) {
    await oracle.called(outgoing, { way, isTaken: false });
    return death(dies); // written down as sent, and never called
  }
  if (way !== "print") {
    if (word < 0.06) return { kind: "later", afterSeconds: random.int(1, 3_600), code: "429" };
    if (word < 0.09) {
      await oracle.called(outgoing, { way, isTaken: false });
      oracle.failed(attemptId);
      return refusal(desk, { way, to: outgoing.to });
    }
    if (word < 0.1) {
      await oracle.called(outgoing, { way, isTaken: false });
      return { kind: "unknown", code: "timeout" };
    }
  }
  await oracle.called(outgoing, { way, isTaken: true });
  taken.set(attemptId, { attemptId, way, state: "accepted" });
  if (way !== "print") {
    plan(desk, attemptId);
    if (random.chance(0.1)) await tellHooks(desk, false, attemptId);
  }
  if (word < 0.1 + DIES) return death(dies); // called, and never written down
  if (way !== "print" && word < 0.14) return { kind: "unknown", code: "cut" };
  return { kind: "accepted", providerId: `its ${attemptId}` };
}

function death(dies: () => void): Promise<never> {
  dies();
  return new Promise(() => undefined);
}

function refusal({ random, books, learned }: Desk, { way, to }: { way: Way; to: string }): Outcome {
  const { world } = books;
  const word = random.next();
  if (word < 0.3) return refused("message", "refused");
  if (word < 0.55) {
    learned.push(() => world.deadAddresses.add(`${way} ${to}`));
    return refused("address", "dead");
  }
  if (word < 0.75 && way !== "print") {
    const at = world.now.getTime();
    learned.push(() => optOut(world, { way, to, at }));
    return refused("address", "opted-out");
  }
  if (word < 0.85) return refused("address", "withheld");
  return word < 0.95 && way !== "email" ? refused("template", "paused") : refused("account", "blocked");
}

const refused = (scope: Failure["scope"], code: string): Outcome =>
  ({ kind: "refused", scope, code, detail: "no" }) as Outcome;

/** Whoever reads that address wants no more on that way. */
function optOut(world: World, { way, to, at }: { way: Exclude<Way, "print">; to: string; at: number }): void {
  const key = `${way} ${to}`;
  const words = (["reminder", "offer"] as const).map((kind) => ({
    kind,
    way,
    said: "withdrawn" as const,
    at,
  }));
  world.addressWords.set(key, [...(world.addressWords.get(key) ?? []), ...words]);
  const own = [...world.parties.values()].find(
    ({ phone, email }) => to === (way === "email" ? email : phone),
  );
  if (own !== undefined) headOf(world, own.guid).words.push(...words);
}

/** What will be told of a message: its ways to the end, each up to three times, within two hours, in any order. */
function plan(desk: Desk, attemptId: string): void {
  const { random, books } = desk;
  const hasFailed = random.chance(0.04);
  const states = hasFailed ? (["sent", "failed"] as const) : (["sent", "delivered", "read"] as const);
  const last = hasFailed ? 2 : random.int(1, 3);
  for (const state of states.slice(0, last)) {
    const failure =
      state === "failed" ? { scope: "message" as const, code: "expired", detail: "late" } : null;
    const told = { state, at: books.world.now, failure, providerId: `its ${attemptId}` };
    for (let copies = random.int(1, MOST_COPIES); copies > 0; copies--) {
      const at = books.world.now.getTime() + random.int(0, HOOKS_WITHIN);
      desk.hooks.push({ at, attemptId, told });
    }
  }
}

async function tellHooks(desk: Desk, all: boolean, attemptId: string | null = null): Promise<void> {
  const now = desk.books.world.now.getTime();
  const isDue = (hook: Hook): boolean =>
    all || (attemptId === null ? hook.at <= now : hook.attemptId === attemptId && desk.random.chance(0.5));
  const due: Hook[] = [];
  const later: Hook[] = [];
  for (const hook of desk.hooks) (isDue(hook) ? due : later).push(hook);
  desk.hooks = later;
  for (const hook of shuffled(desk.random, due)) await tellOne(desk, hook);
}

/** As the job does that takes webhooks in. */
async function tellOne({ books, taken, oracle }: Desk, { attemptId, told }: Hook): Promise<void> {
  const { database, companyId } = books;
  const known = taken.get(attemptId);
  if (known !== undefined && told.state !== "calling") rise(known, told.state as Taken["state"]);
  await inCompany(
    database.db,
    companyId,
    async (tx) => {
      if (told.failure) await lockCompany(tx, "nudge");
      if (told.state === "failed") oracle.failed(attemptId);
      const stands = await advanceAttempt(tx, attemptId, told);
      if (stands === "failed" && told.failure)
        await noteRefusal(tx, { attemptId, failure: told.failure, at: told.at });
    },
    { role: "job" },
  );
}

const ORDER = ["accepted", "sent", "failed", "delivered", "read"] as const;

function rise(known: Taken, state: Taken["state"]): void {
  if (ORDER.indexOf(state) > ORDER.indexOf(known.state)) known.state = state;
}

/** One way can be asked, and says what it knows; of what it has not taken it says so. */
function ask(
  { taken, random }: Desk,
  way: Way,
  { attemptId }: Sought,
): Told | "not-there" | "cannot-say" | "later" {
  if (way !== "sms") return "cannot-say";
  if (random.chance(0.2)) return "later";
  const known = taken.get(attemptId);
  if (known === undefined) return "not-there";
  rise(known, "sent");
  return { attemptId, providerId: `its ${attemptId}`, state: "sent", at: null, failure: null, cost: null };
}

function shuffled<T>(random: Random, all: readonly T[]): T[] {
  return all
    .map((one) => ({ one, by: random.next() }))
    .toSorted((a, b) => a.by - b.by)
    .map(({ one }) => one);
}
