import { randomUUID } from "node:crypto";

import type { CompanyTx } from "@cfa/db/company-scope";
import { keepAsk } from "@cfa/db/queries/nudges/asks";
import { addConsents } from "@cfa/db/queries/nudges/consent";
import { approveNudge, takeNudgeBack } from "@cfa/db/queries/nudges/log";
import { keepOffers } from "@cfa/db/queries/offers/keep-offers";
import { moveOffer } from "@cfa/db/queries/offers/offers";
import { inCompany } from "@cfa/db/company-scope";
import { madeOffer } from "@cfa/testkit/made-offer";
import { randomFrom, type Random } from "@cfa/testkit/sample-company/random";
import { addDays, localDateAt } from "@cfa/values/local-date";
import { jsonWithPaise } from "@cfa/values/money";

import { planAsked } from "../plan-asked.ts";
import { log, tell, type Books } from "./test-books.ts";
import { mayAsk, openOf } from "./test-truth.ts";
import {
  daysOn,
  groupOf,
  headOf,
  PUBLIC_URL,
  type Word,
  type World,
  type WorldBill,
  type WorldParty,
} from "./test-world.ts";

/* What people of the company and its customers say and do, each a change of its own at any moment of the day. */

const BY = { id: "u", name: "Asha" };
const JUST_IN_TIME = 0.5;
const QUIET_DAYS = 0.08;
const BOTH_TO_HEAR = 0.6;
const WAYS = ["whatsapp", "sms", "email"] as const;

export type People = {
  /** One thing that somebody says; now and then nothing comes of it. */
  say(): Promise<void>;
  /** Looks through what waits for a person's word. */
  approve(): Promise<void>;
  /** Now and then the owner names a day on which nothing is to go out. */
  nameQuietDay(): Promise<void>;
  /** Sees to accounts, texts and replies, and says once a day whether reminders are on. */
  tidy(): Promise<void>;
};

export function openPeople(books: Books, seed: number): People {
  const hand = { books, random: randomFrom(seed, "people") };
  return {
    say: () => weighed(hand.random, SAYINGS)(hand),
    approve: () => approve(hand),
    nameQuietDay: () => nameQuietDay(hand),
    tidy: () => tidy(hand),
  };
}

type Hand = { readonly books: Books; readonly random: Random };

/** Anybody; as often somebody whom a message is on its way to, where what is said comes just in time. */
function someone(world: World, random: Random): WorldParty {
  const soon = [...world.parties.values()].filter(({ guid }) => world.toHear.has(guid));
  return random.pick(soon.length > 0 && random.chance(JUST_IN_TIME) ? soon : [...world.parties.values()]);
}

/** A bill that is due. */
function debtor(world: World, random: Random): WorldBill | undefined {
  const open = [...world.bills.values()].filter(
    (bill) => openOf(bill) > 0n && bill.due <= localDateAt(world.now),
  );
  const soon = open.filter(({ guid }) => world.toHear.has(guid));
  if (soon.length > 0 && random.chance(JUST_IN_TIME)) return random.pick(soon);
  return open.length === 0 ? undefined : random.pick(open);
}

type Said = { guid: string; bill?: WorldBill; value: object; until?: string | null };

function correct({ world }: Books, tx: CompanyTx, ...[kind, said]: [string, Said]): Promise<unknown> {
  return tx.run(
    `insert into correction (company_id, kind, state, ledger_guid, bill_side, bill_key, bill_date, value, base, reason, from_date, until_date, created_at,
       created_by, created_name)
     values ($1, $2, 'active', $3, $4, $5, $6, $7, '{}', 'said', $8, $9, $10, 'u', 'A')`,
    [
      tx.companyId,
      kind,
      said.guid,
      said.bill === undefined ? null : "receivable",
      said.bill?.key ?? null,
      said.bill?.date ?? null,
      jsonWithPaise(said.value),
      localDateAt(world.now),
      said.until ?? null,
      world.now,
    ],
  );
}

/** Undoes what holds of a party, or of one bill of it. */
function undo(
  { world }: Books,
  tx: CompanyTx,
  ...[kind, guid, key]: [string, string, string?]
): Promise<unknown> {
  return tx.run(
    `update correction set state = 'undone', ended_at = $4, ended_why = 'undone'
     where company_id = $1 and kind = $2 and ledger_guid = $3 and state = 'active' and ($5::text is null or bill_key = $5)`,
    [tx.companyId, kind, guid, world.now, key ?? null],
  );
}

async function promise({ books, random }: Hand): Promise<void> {
  const { world } = books;
  const bill = debtor(world, random);
  if (bill === undefined) return;
  const party = world.parties.get(bill.guid);
  const today = localDateAt(world.now);
  const said = { amount: openOf(bill), day: daysOn(random, today, [1, 12]), givenOn: today };
  await tell(books, ["correction"], {
    change: () => party?.promises.push(said),
    write: (tx) =>
      correct(books, tx, "promise", { guid: bill.guid, value: { amount: said.amount, day: said.day } }),
  });
}

async function dispute({ books, random }: Hand): Promise<void> {
  const { world, companyId } = books;
  const bill = debtor(world, random);
  if (bill === undefined) return;
  const part = random.chance(0.6) ? openOf(bill) : openOf(bill) / 2n;
  const disputed = bill.disputed > 0n ? 0n : part;
  await tell(books, ["books", "correction"], {
    change: () => {
      bill.disputed = disputed;
    },
    write: async (tx) => {
      if (disputed === 0n) await undo(books, tx, "dispute", bill.guid, bill.key);
      else
        await correct(books, tx, "dispute", {
          guid: bill.guid,
          bill,
          value: { amount: disputed, owner: null },
        });
      await tx.run("update bill set disputed = $3 where company_id = $1 and bill_id = $2", [
        companyId,
        bill.id,
        disputed,
      ]);
    },
  });
}

/** A bill is given more time. */
async function giveTime({ books, random }: Hand): Promise<void> {
  const { world, companyId } = books;
  const bill = debtor(world, random);
  if (bill === undefined) return;
  const due = daysOn(random, localDateAt(world.now), [-2, 20]);
  await tell(books, ["books", "correction"], {
    change: () => {
      bill.due = due;
    },
    write: (tx) =>
      tx.run("update bill set due_date = $3 where company_id = $1 and bill_id = $2", [
        companyId,
        bill.id,
        due,
      ]),
  });
}

async function exclude({ books, random }: Hand): Promise<void> {
  const { world } = books;
  const party = someone(world, random);
  const until = random.chance(0.5) ? null : daysOn(random, localDateAt(world.now), [3, 30]);
  const excluded = party.excluded === null ? { until } : null;
  await tell(books, ["correction"], {
    change: () => {
      party.excluded = excluded;
    },
    write: async (tx) => {
      await undo(books, tx, "exclude", party.guid);
      if (excluded !== null)
        await correct(books, tx, "exclude", {
          guid: party.guid,
          value: { cause: "other" },
          until: excluded.until,
        });
    },
  });
}

/** A customer says stop on every way, or gives leave again by his signature. */
async function consent({ books, random }: Hand): Promise<void> {
  const { world } = books;
  const party = someone(world, random);
  const isStopped = party.words.some(({ said }) => said === "withdrawn");
  const said = isStopped && random.chance(0.5) ? "given" : "withdrawn";
  const words = WAYS.flatMap((way) =>
    (["reminder", "offer"] as const).map((kind): Word => ({ kind, way, said, at: world.now.getTime() })),
  );
  await tell(books, ["nudge"], {
    change: () => party.words.push(...words),
    write: (tx) =>
      addConsents(
        tx,
        words.map(({ kind, way }) => ({
          guid: party.guid,
          addressHash: null,
          kind,
          way,
          said,
          source: "reply",
          proof: "STOP",
        })),
        { at: world.now, by: BY },
      ),
  });
}

async function leaveInPeace({ books, random }: Hand): Promise<void> {
  const { world, companyId } = books;
  const party = headOf(world, someone(world, random).guid);
  const until = daysOn(random, localDateAt(world.now), [0, 10]);
  await tell(books, ["nudge"], {
    change: () => {
      party.quietUntil = until;
    },
    write: (tx) =>
      tx.run(
        `insert into nudge_party (company_id, ledger_guid, quiet_until, made_at) values ($1, $2, $3, $4)
         on conflict (company_id, ledger_guid) do update set quiet_until = excluded.quiet_until`,
        [companyId, party.guid, until, world.now],
      ),
  });
}

async function pin({ books, random }: Hand): Promise<void> {
  const { world } = books;
  const party = someone(world, random);
  const payClass = random.pick(["prompt", "on-time", "late", "risky", "new"] as const);
  await tell(books, ["correction"], {
    change: () => {
      party.class = payClass;
    },
    write: async (tx) => {
      await undo(books, tx, "class-pin", party.guid);
      await correct(books, tx, "class-pin", { guid: party.guid, value: { class: payClass } });
    },
  });
}

/** A reply that a person has to read. */
async function reply({ books, random }: Hand): Promise<void> {
  const { world, companyId } = books;
  const party = someone(world, random);
  const claim = { id: randomUUID(), kind: "reply-waiting" as const, at: world.now.getTime() };
  await tell(books, ["nudge"], {
    change: () => party.claims.push(claim),
    as: "job",
    write: (tx) =>
      tx.run(
        `insert into inbound (company_id, inbound_id, way, provider_id, address_hash, ledger_guid, text, received_at, reading, state)
         values ($1, $2, 'sms', $5, '\\xaa', $3, 'x', $4, '{"intent": "promise"}', 'waiting')`,
        [companyId, claim.id, party.guid, world.now, `reply ${claim.id}`],
      ),
  });
}

async function merge({ books, random }: Hand): Promise<void> {
  const { world, companyId } = books;
  const hearers = [...world.parties.values()].filter(({ guid }) => world.toHear.has(guid));
  const among = (): WorldParty =>
    hearers.length > 1 && isBoth ? random.pick(hearers) : someone(world, random);
  const isBoth = random.chance(BOTH_TO_HEAR);
  const [from, into] = [among(), headOf(world, among().guid)];
  if (from.into !== null || groupOf(world, from.guid).length > 1 || headOf(world, from.guid) === into) return;
  await tell(books, ["books", "correction"], {
    change: () => {
      from.into = into;
      into.under.push(from);
    },
    write: async (tx) => {
      await correct(books, tx, "merge", { guid: from.guid, value: { intoGuid: into.guid, evidence: [] } });
      const places = [companyId, from.ledgerId, into.ledgerId];
      await tx.run(
        "update bill set ledger_id = $3, origin_ledger_id = $2 where company_id = $1 and ledger_id = $2",
        places,
      );
      await tx.run(
        `update unapplied u set ledger_id = $3, origin_ledger_id = $2, unapplied_no = u.unapplied_no
           + coalesce((select max(o.unapplied_no) from unapplied o where o.company_id = $1 and o.ledger_id = $3), 0)
         where u.company_id = $1 and u.ledger_id = $2`,
        places,
      );
    },
  });
}

/** Seldom, and at any moment: today or one of the days after it. */
async function nameQuietDay({ books, random }: Hand): Promise<void> {
  const { world, companyId } = books;
  if (!random.chance(QUIET_DAYS)) return;
  const quiet = daysOn(random, localDateAt(world.now), [0, 2]);
  await tell(books, ["nudge"], {
    change: () => world.quietDays.add(quiet),
    write: (tx) =>
      tx.run(
        "insert into nudge_quiet_day (company_id, day, note, said_by) values ($1, $2, 'x', 'u') on conflict do nothing",
        [companyId, quiet],
      ),
  });
}

async function offer({ books, random }: Hand): Promise<void> {
  const { world, companyId } = books;
  const bill = debtor(world, random);
  if (bill === undefined || bill.disputed > 0n || "why" in mayAsk(world, bill, world.now)) return;
  const today = localDateAt(world.now);
  const head = headOf(world, bill.guid);
  const isTaken = world.offers.some(({ guid, billId }) => guid === bill.guid || billId === bill.id);
  if (isTaken || head.guid !== bill.guid || openOf(bill) < 1_000_00n) return;
  const until = [addDays(today, random.int(3, 5)), addDays(today, random.int(6, 10))] as const;
  const amount = openOf(bill);
  const proposal = madeOffer({
    ledgerGuid: bill.guid,
    bill: { nameKey: bill.key, date: bill.date, name: bill.key.toUpperCase() },
    amount,
    steps: [
      { until: until[0], discount: 200, off: (amount / 5_000n) * 100n },
      { until: until[1], discount: 100, off: (amount / 10_000n) * 100n },
    ],
  });
  const { db } = books.database;
  await inCompany(
    db,
    companyId,
    (tx) => keepOffers(tx, { asOf: today, at: world.now, termsVersion: 1, proposals: [proposal] }),
    { role: "job" },
  );
  await tell(books, ["nudge"], {
    change: () => undefined,
    write: async (tx) => {
      const [row] = await tx.run<{ id: string }>(
        "select offer_id as id from offer where company_id = $1 and state = 'proposed' and ledger_guid = $2",
        [companyId, bill.guid],
      );
      if (row === undefined) return;
      const decided = {
        decided_at: world.now,
        decided_by: BY.id,
        decided_name: BY.name,
        live_from: world.now,
      };
      await moveOffer(tx, row.id, { state: "approved", ...decided });
      world.offers.push({ offerId: row.id, guid: bill.guid, billId: bill.id, until, state: "approved" });
    },
  });
}

/** A reply is taken, as word of a payment, or set aside. */
async function decide(
  { books, random }: Hand,
  party: WorldParty,
  claim: WorldParty["claims"][number],
): Promise<void> {
  const { world, companyId } = books;
  if (random.chance(0.5)) return;
  const isPaid = random.chance(0.4);
  await tell(books, ["nudge"], {
    change: () => {
      if (isPaid) claim.kind = "said-paid";
      else party.claims = party.claims.filter((each) => each !== claim);
    },
    write: (tx) =>
      tx.run(
        `update inbound set state = $3, reading = $4, decided_at = $5, decided_by = 'u', decided_name = 'A' where company_id = $1 and inbound_id = $2`,
        [
          companyId,
          claim.id,
          isPaid ? "taken" : "set-aside",
          JSON.stringify({ intent: isPaid ? "paid" : "promise" }),
          world.now,
        ],
      ),
  });
}

async function approve({ books, random }: Hand): Promise<void> {
  const { world, companyId } = books;
  type Waiting = {
    id: string;
    amount: bigint;
    bills: { bill: { guid: string; billKey: string; billDate: string }; stage: string | null }[];
  };
  await tell(books, ["nudge"], {
    change: () => undefined,
    write: async (tx) => {
      const waiting = await tx.run<Waiting>(
        "select nudge_id as id, amount, bills from nudge where company_id = $1 and state = 'proposed' and not_after > $2 order by ledger_guid, kind",
        [companyId, world.now],
      );
      for (const { id, amount, bills } of waiting) {
        const word = random.next();
        if (word < 0.75) {
          await approveNudge(tx, id, { at: world.now, by: BY });
          world.approvals.set(id, amount);
        } else if (word < 0.85) {
          await takeNudgeBack(tx, id, { at: world.now, by: BY.name });
          for (const { bill, stage } of bills) {
            if (stage !== null) world.takenBack.add(`${bill.guid} ${bill.billKey} ${bill.billDate} ${stage}`);
          }
        }
      }
    },
  });
}

/** A person asks that a customer is written to now, often one to whom something is on its way already. */
async function askNow({ books, random }: Hand): Promise<void> {
  const { database, world, companyId } = books;
  const { guid } = headOf(world, someone(world, random).guid);
  const ask = {
    guid,
    kind: random.chance(0.6) ? "statement" : "reminder",
    isWord: random.chance(0.8),
    at: world.now,
    by: BY,
  } as const;
  const { askId } = await inCompany(database.db, companyId, (tx) => keepAsk(tx, ask));
  await planAsked(
    { db: database.db, log, enqueue: () => Promise.resolve(), now: world.now, publicUrl: PUBLIC_URL },
    { companyId, askId },
  );
  const [made] = await database.asOwner<{ id: string; amount: bigint; isWord: boolean }>(
    `select n.nudge_id as id, n.amount, n.approved_at is not null as "isWord" from nudge_ask a join nudge n using (company_id, nudge_id)
     where a.company_id = $1 and a.ask_id = $2`,
    [companyId, askId],
  );
  if (made?.isWord === true) world.approvals.set(made.id, made.amount);
}

async function tidy(hand: Hand): Promise<void> {
  const { books, random } = hand;
  const { world, companyId } = books;
  const isOn = !random.chance(0.02);
  await tell(books, ["nudge"], {
    change: () => {
      world.isOn = isOn;
    },
    write: async (tx) => {
      await tx.run("update nudge_setting set is_on = $2 where company_id = $1", [companyId, isOn]);
      await tx.run("update channel_account set state = 'on', state_why = null where company_id = $1", [
        companyId,
      ]);
      await tx.run("update nudge_template set state = 'approved', state_why = null where company_id = $1", [
        companyId,
      ]);
    },
  });
  for (const party of world.parties.values()) {
    for (const claim of party.claims.filter(({ kind }) => kind === "reply-waiting"))
      await decide(hand, party, claim);
  }
}

const SAYINGS: readonly (readonly [number, (hand: Hand) => Promise<void>])[] = [
  [30, promise],
  [20, dispute],
  [6, giveTime],
  [12, exclude],
  [14, consent],
  [8, leaveInPeace],
  [6, pin],
  [10, reply],
  [6, merge],
  [14, offer],
  [14, askNow],
];

function weighed(random: Random, from: typeof SAYINGS): (hand: Hand) => Promise<void> {
  let left = random.next() * from.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, one] of from) {
    left -= weight;
    if (left < 0) return one;
  }
  return () => Promise.resolve();
}
