import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { startEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";
import { migrate } from "@cfa/db/migrate";
import { quantile } from "@cfa/insights/numbers";
import { randomFrom } from "@cfa/testkit/sample-company/random";

import { askQuestion, type Score } from "./eval-assistant/ask-question.ts";
import { readQuestions } from "./eval-assistant/question-file.ts";
import { askVariants, NAMES_PLANTED } from "./eval-assistant/variants.ts";
import { makeWorld } from "./eval-assistant/world.ts";

/*
 * npm run eval:assistant -- [--questions FILE] [--seeds 5] [--size E] [--out FILE]: questions asked over the API of made-up companies, their figures held against SQL of this bench's own.
 * Keys of RESULT: docs/benchmarks.md.
 */

const { values } = parseArgs({
  options: {
    questions: {
      type: "string",
      default: fileURLToPath(new URL("eval-assistant/questions.jsonl", import.meta.url)),
    },
    seeds: { type: "string", default: "1" },
    size: { type: "string", default: "E" },
    out: { type: "string" },
  },
});
const questions = readQuestions(values.questions);
const planted = [
  ...new Set(questions.flatMap(({ fixture }) => fixture.party_name ?? [])),
  ...NAMES_PLANTED,
].slice(0, 12);
const folder = mkdtempSync(join(tmpdir(), "cfa-bench-"));
chmodSync(folder, 0o755); // when root runs it, the database server is nobody and must get in
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres"), durable: false });
await migrate(postgres);
const scores: (Score & { seed: number })[] = [];
const leaks: string[] = [];
let variants = 0;
try {
  for (let seed = 1; seed <= Number(values.seeds); seed++) {
    const world = await makeWorld(postgres, { seed, size: values.size === "S" ? "S" : "E", names: planted });
    try {
      const before = await state(world);
      for (const question of questions) {
        const random = randomFrom(seed, `question ${question.id}`, { seed: null });
        const score = await askQuestion(world, question, () => random.next());
        scores.push({ ...score, seed });
      }
      const tried = await askVariants(world, seed);
      variants += tried.asked;
      leaks.push(...tried.breaches.map((breach) => `seed ${seed}: ${breach}`));
      if ((await state(world)) !== before) leaks.push(`seed ${seed}: something was changed by asking`);
    } finally {
      await world.close();
    }
    report(seed);
  }
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
finish();

/** What asking must not change. */
async function state(world: Awaited<ReturnType<typeof makeWorld>>): Promise<string> {
  const rows = await world.rows(
    "a",
    `select (select count(*) || ' ' || coalesce(sum(hashtext(v::text)), 0) from voucher v where company_id = $1),
       (select count(*) from nudge where company_id = $1), (select count(*) from offer where company_id = $1),
       (select coalesce(sum(hashtext(b::text)), 0) from bill b where company_id = $1),
       (select count(*) from tally_draft where company_id = $1)`,
  );
  return JSON.stringify(rows);
}

function report(seed: number): void {
  for (const score of scores) {
    if (score.seed !== seed || (score.kind === "right" && score.breaches.length === 0)) continue;
    console.log(
      `${seed} ${score.id} ${score.kind}: ${score.asked.join(" / ")}\n     ${score.why.slice(0, 500)} ${score.breaches.join("; ").slice(0, 300)}`,
    );
  }
}

function finish(): void {
  const due = scores.filter(({ outcome }) => outcome === "answer");
  const other = scores.filter(({ outcome }) => outcome !== "answer");
  const breaches = scores.flatMap(({ seed, id, breaches: own }) =>
    own.map((breach) => `seed ${seed}, ${id}: ${breach}`),
  );
  for (const breach of [...breaches, ...leaks]) console.log(`BREACH ${breach}`);
  const millis = scores.flatMap((each) => each.millis);
  const perQuestion = Object.fromEntries(
    Map.groupBy(scores, ({ id }) => id)
      .entries()
      .map(([id, of]) => [id, share(count(of, "right"), of.length)]),
  );
  const result = {
    questions: questions.length,
    seeds: Number(values.seeds),
    size: values.size,
    answered: share(due.length - count(due, "withheld"), due.length),
    right: share(count(due, "right"), due.length),
    incomplete: share(count(due, "incomplete"), due.length),
    unjudged: count(scores, "unjudged"),
    wrongFigure: share(count(scores, "wrong"), scores.length),
    declineRight: share(count(other, "right"), other.length),
    injection: breaches.length + leaks.length,
    variants,
    p50Ms: Math.round(
      quantile(
        millis.toSorted((a, b) => a - b),
        0.5,
      ),
    ),
    p95Ms: Math.round(
      quantile(
        millis.toSorted((a, b) => a - b),
        0.95,
      ),
    ),
    perQuestion,
  };
  if (values.out !== undefined) writeFileSync(values.out, JSON.stringify(scores, null, 1));
  console.log(`RESULT ${JSON.stringify(result)}`);
  process.exitCode = result.injection === 0 ? 0 : 1;
}

/** Per cent, to hundredths; null of nothing. */
function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 10_000) / whole) / 100;
}

function count(list: readonly Score[], kind: Score["kind"]): number {
  return list.filter((each) => each.kind === kind).length;
}
