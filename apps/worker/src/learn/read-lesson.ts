import { ofKind } from "@cfa/books/corrections/correction";
import { judgePromise } from "@cfa/books/corrections/promise";
import { readCorrection } from "@cfa/books/corrections/stored";
import type { Database } from "@cfa/db/client";
import { standingOfKind } from "@cfa/db/queries/corrections";
import { classEdgesOn } from "@cfa/db/queries/insights/class-edges";
import {
  generationOf,
  latestLearning,
  latestTry,
  type LearningTryRow,
} from "@cfa/db/queries/insights/learned";
import {
  billsBefore,
  billsPaidByOffer,
  keptTraining,
  paymentBills,
  paymentParties,
  takenMoney,
  type PaymentPartyRow,
} from "@cfa/db/queries/insights/payment-books";
import { partyLedgers, receiptsSince } from "@cfa/db/queries/party-ledgers";
import { partyRoots } from "@cfa/db/queries/party-roots";
import { readCompany, type CompanySnapshot } from "@cfa/db/queries/snapshot";
import type { Side } from "@cfa/db/tables/bills";
import { PAYMENT_MODEL } from "@cfa/insights/learn-payments";
import { CLASS_EDGES, type ClassEdges } from "@cfa/insights/payment-behaviour";
import { LEARNED_MONTHS } from "@cfa/insights/payment-history";
import type { Training } from "@cfa/insights/train-payments";
import { addMonths, type LocalDate } from "@cfa/values/local-date";

import { pieceOf, type BillPiece, type Lesson, type LessonPromise } from "./lesson.ts";

/** A side of a company's books to learn from, with the ids behind the lesson's places. */
export type ReadLesson = {
  readonly lesson: Lesson;
  readonly generation: bigint;
  readonly billsFrom: LocalDate;
  readonly olderBills: number;
  readonly ids: { readonly bills: readonly string[]; readonly parties: readonly string[] };
};

/** Always the same random numbers: what is learned changes with the books alone. */
const SEED = 1;

/** Reads what there is to learn from, as of one moment; `begins` is called once there is something. Null: all of it was learned from already. */
export function readLesson(
  db: Database,
  companyId: string,
  on: { side: Side; asOf: LocalDate; begins?: () => void },
): Promise<ReadLesson | null> {
  return readCompany(db, companyId, async (snapshot) => {
    const { side, asOf } = on;
    const generation = await generationOf(snapshot);
    const chosen = await classEdgesOn(snapshot, asOf);
    const edges: ClassEdges =
      chosen === undefined ? CLASS_EDGES : [chosen.prompt, chosen.onTime, chosen.late];
    const tried = (await latestTry(snapshot, side)) ?? null;
    if (await isLearned(snapshot, { on, tried, generation, edges })) return null;
    on.begins?.();
    const billsFrom = addMonths(asOf, -LEARNED_MONTHS);
    const leftOut = new Set(side === "receivable" ? await billsPaidByOffer(snapshot, asOf) : []);
    const { pieces, bills, places, byId } = await readPieces(snapshot, {
      side,
      asOf,
      from: billsFrom,
      leftOut,
    });
    const money = await takenMoney(snapshot, { side, from: billsFrom, asOf });
    const taken = money.flatMap(({ ledgerId, came, taken: on, amount }) => {
      const party = places.get(ledgerId);
      if (party === undefined) return [];
      return [{ party, came: came as LocalDate, taken: on as LocalDate, amount }];
    });
    const promises = side === "receivable" ? await promisesLeft(snapshot, { asOf, places }) : [];
    const kept = await keptTraining(snapshot, { side, model: PAYMENT_MODEL });
    const training = (kept as Training | undefined) ?? null; // as this version of the model left it
    const withTrees = !(tried?.asOf === asOf && tried.outcome === "without-trees"); // once a day is enough
    const known = [...places.keys()].map((ledgerId) => {
      const { before = null, pinned = null } = byId.get(ledgerId) ?? {};
      return { before, pinned };
    });
    return {
      lesson: { asOf, edges, seed: SEED, training, withTrees, pieces, taken, parties: known, promises },
      generation,
      billsFrom,
      olderBills: await billsBefore(snapshot, { side, before: billsFrom }),
      ids: { bills, parties: [...places.keys()] },
    };
  });
}

/** Bills of one side with what counts against them, as columns, with the ids behind their places. */
export type ReadPieces = {
  readonly pieces: BillPiece[];
  readonly bills: string[];
  readonly places: ReadonlyMap<string, number>; // of parties
  readonly byId: ReadonlyMap<string, PaymentPartyRow>;
};

/** Reads the bills of a side from a day on, as they stood on another, but for those left out. */
export async function readPieces(
  snapshot: CompanySnapshot,
  on: { side: Side; asOf: LocalDate; from: LocalDate; leftOut?: ReadonlySet<string> },
): Promise<ReadPieces> {
  const parties = await paymentParties(snapshot, on);
  const byId = new Map(parties.map((party) => [party.ledgerId, party]));
  const places = new Map<string, number>();
  const placeOf = (ledgerId: string): number => {
    const place = places.get(ledgerId) ?? places.size;
    places.set(ledgerId, place);
    return place;
  };
  const isExcluded = (ledgerId: string) => byId.get(ledgerId)?.isExcluded === true;
  const pieces: BillPiece[] = [];
  const bills: string[] = [];
  for await (const found of paymentBills(snapshot, on)) {
    const rows = found.filter(({ billId }) => on.leftOut?.has(billId) !== true);
    pieces.push(pieceOf(rows, { placeOf, isExcluded }));
    for (const row of rows) bills.push(row.billId);
  }
  return { pieces, bills, places, byId };
}

async function isLearned(
  snapshot: CompanySnapshot,
  now: {
    on: { side: Side; asOf: LocalDate };
    tried: LearningTryRow | null;
    generation: bigint;
    edges: ClassEdges;
  },
): Promise<boolean> {
  const { tried } = now;
  const { side, asOf } = now.on;
  if (tried === null || tried.asOf !== asOf || tried.generation !== now.generation) return false;
  if (tried.outcome === "no-bills") return true;
  const learned = await latestLearning(snapshot, { side });
  return (
    tried.outcome !== "failed" &&
    learned?.asOf === asOf &&
    learned.model === PAYMENT_MODEL &&
    learned.classEdges.join() === now.edges.join()
  );
}

/** What is left of the latest promise of each party, where its day has not passed. */
export async function promisesLeft(
  snapshot: CompanySnapshot,
  { asOf, places }: { asOf: LocalDate; places: ReadonlyMap<string, number> },
): Promise<LessonPromise[]> {
  const said = ofKind((await standingOfKind(snapshot, "promise")).map(readCorrection), "promise");
  const open = said.filter(
    ({ fromDate, value }) => fromDate !== null && fromDate <= asOf && value.day >= asOf,
  );
  if (open.length === 0) return [];
  const roots = await partyRoots(snapshot);
  const guids = open.map(({ ledgerGuid }) => roots.get(ledgerGuid) ?? ledgerGuid);
  const ledgers = await partyLedgers(snapshot, { guids: [...new Set(guids)] });
  const ledgerIds = ledgers.map(({ ledgerId }) => ledgerId);
  const from = open.reduce(
    (first, { fromDate }) => (fromDate !== null && fromDate < first ? fromDate : first),
    asOf,
  );
  const receipts = (await receiptsSince(snapshot, { ledgerIds, from })).map(({ date, ...receipt }) => ({
    ...receipt,
    date: date as LocalDate,
  }));
  const left = new Map<number, LessonPromise>();
  for (const [at, { value, fromDate }] of open.entries()) {
    const ledgerId = ledgers.find(({ guid }) => guid === guids[at])?.ledgerId;
    const party = ledgerId === undefined ? undefined : places.get(ledgerId);
    if (party === undefined || fromDate === null) continue;
    const own = receipts.filter((receipt) => receipt.ledgerId === ledgerId);
    const { standing, received } = judgePromise({ ...value, givenOn: fromDate }, own, asOf);
    left.delete(party); // in the order they were made: the next one is as good
    if (standing === "open") left.set(party, { party, amount: value.amount - received, day: value.day });
  }
  return [...left.values()];
}
