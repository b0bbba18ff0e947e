import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import {
  dropLearnings,
  holdCompany,
  keepLearning,
  keepTraining,
  noteTry,
} from "@cfa/db/queries/insights/keep-learning";
import type { Side } from "@cfa/db/tables/bills";
import type { Learned } from "@cfa/insights/learn-payments";
import { localDateAt } from "@cfa/values/local-date";
import { ok, type Result } from "@cfa/values/result";
import type { Logger } from "pino";

import { withIds } from "./lesson.ts";
import { readLesson, type ReadLesson } from "./read-lesson.ts";
import type { LearningFailure, LearningThread, ThreadLimits } from "./run-thread.ts";

/** What learning may take: at first with trees, then without. */
export type LearningLimits = { readonly trees: ThreadLimits; readonly plain: ThreadLimits };

export const LEARNING_LIMITS: LearningLimits = {
  trees: { millis: 120_000, megabytes: 1_024 },
  plain: { millis: 120_000, megabytes: 1_024 },
};

export type LearnDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly limits: LearningLimits;
  /** Where it is learned; one company at a time. */
  readonly thread: LearningThread;
};

const SIDES = ["receivable", "payable"] as const;

/**
 * Learns from both sides of a company's books as of today: each is read at one moment, learned in a thread, written in one transaction. The
 * second is read while the first is learned, and the first written while the second is. Where that fails the earlier figures stay, and
 * that it failed is written; where there are no bills they go. What was learned from already is left alone, and so is a company that
 * is gone.
 */
export async function learnCompany(deps: LearnDeps, companyId: string): Promise<void> {
  const asOf = localDateAt(deps.now);
  const begins = () => deps.thread.prepare(deps.limits.trees);
  const read = (side: Side) => begun(readLesson(deps.db, companyId, { side, asOf, begins }));
  let next: Promise<ReadLesson | null> = read(SIDES[0]);
  let written: Promise<boolean> = Promise.resolve(true);
  try {
    for (const [at, side] of SIDES.entries()) {
      const started = performance.now();
      const lesson = await next;
      const after = SIDES[at + 1];
      if (after !== undefined) next = read(after);
      if (lesson === null) continue;
      const bills = lesson.ids.bills.length;
      const log = deps.log.child({ companyId, side, asOf });
      const learned = bills === 0 ? null : await learnLesson({ ...deps, log }, lesson);
      if (!(await written)) return;
      written = begun(
        keep(deps, { companyId, side, read: lesson, learned }).then((isThere) => {
          const millis = Math.round(performance.now() - started);
          if (isThere)
            log.info({ bills, learned: learned?.ok ?? null, millis }, "learning of payments ended");
          return isThere;
        }),
      );
    }
    await written;
  } finally {
    await Promise.allSettled([next, written]);
  }
}

/** Work that is awaited later: until then its failure is nobody's. */
function begun<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

/** With trees if that takes what it may, else without: then they are tried again on the next day. */
async function learnLesson(
  { log, limits, signal, thread }: LearnDeps,
  { lesson, ids }: ReadLesson,
): Promise<Result<Learned, LearningFailure>> {
  const named = ({ insight, training }: Learned) => ok({ insight: withIds(insight, ids), training });
  if (lesson.withTrees) {
    const full = await thread.work(lesson, { limits: limits.trees, signal });
    if (full.ok) return named(full.value);
    log.warn({ ...full.error }, "payments could not be learned with trees");
  }
  const plain = await thread.work({ ...lesson, withTrees: false }, { limits: limits.plain, signal });
  if (plain.ok) return named(plain.value);
  log.warn({ ...plain.error }, "payments could not be learned");
  return plain;
}

function keep(
  { db, now }: LearnDeps,
  of: {
    companyId: string;
    side: Side;
    read: ReadLesson;
    learned: Result<Learned, LearningFailure> | null;
  },
): Promise<boolean> {
  const { side, read, learned } = of;
  const { lesson, generation, billsFrom, olderBills, ids } = read;
  const tried = { side, asOf: lesson.asOf, triedAt: now, generation };
  const work = async (tx: CompanyTx): Promise<boolean> => {
    if (!(await holdCompany(tx))) return false;
    if (learned === null) {
      await dropLearnings(tx, side);
      await noteTry(tx, { ...tried, outcome: "no-bills", failure: null });
    } else if (!learned.ok) {
      await noteTry(tx, { ...tried, outcome: "failed", failure: learned.error.failure });
    } else {
      const { insight, training } = learned.value;
      const isWithoutTrees = training === null;
      await keepLearning(tx, {
        side,
        insight,
        isWithoutTrees,
        learnedAt: now,
        generation,
        classEdges: lesson.edges,
        billsFrom,
        bills: ids.bills.length,
        olderBills,
      });
      const { model } = insight;
      if (training !== null) await keepTraining(tx, { side, model, training: JSON.stringify(training) });
      await noteTry(tx, { ...tried, outcome: isWithoutTrees ? "without-trees" : "learned", failure: null });
    }
    return true;
  };
  return inCompany(db, of.companyId, work, { role: "job" });
}
