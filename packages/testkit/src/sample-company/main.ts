import { parseArgs } from "node:util";

import { parseLocalDate } from "@cfa/values/local-date";

import { ingredientsOf } from "./ingredients.ts";
import { makeLargeCompany } from "./large/make-large-company.ts";
import { makeSampleCompany, type SampleCompany } from "./make-sample-company.ts";
import { difficultyOf, shortfalls } from "./statistics.ts";
import { storyOf } from "./story.ts";
import type { TallySource } from "./tally-source.ts";

const HELP = `What a sample company is made of, and how hard it is.

  npm run sample-company -- [--size S|E|M|L] [--seed N] [--through YYYY-MM-DD] [--story PARTY]

  --size S|E|M|L   about 300, 3,000, 40,000 or a million vouchers (default S)
  --seed N         another seed is another company (default 1)
  --through DAY    last day of the books (default 2026-09-30)
  --story PARTY    the vouchers of one party, and what its money truly paid (not of L)
`;

process.exitCode = main(process.argv.slice(2));

function main(argv: string[]): number {
  let values;
  try {
    ({ values } = parseArgs({
      args: argv,
      options: {
        help: { type: "boolean", short: "h" },
        size: { type: "string", default: "S" },
        seed: { type: "string", default: "1" },
        through: { type: "string", default: "2026-09-30" },
        story: { type: "string" },
      },
    }));
  } catch (error) {
    return complain(`${(error as Error).message} See: npm run sample-company -- --help`);
  }
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const { size, story } = values;
  const seed = Number(values.seed);
  const through = parseLocalDate(values.through);
  if (size !== "S" && size !== "E" && size !== "M" && size !== "L")
    return complain(`--size takes S, E, M or L, not "${size}".`);
  if (!Number.isInteger(seed)) return complain(`--seed takes a whole number, not "${values.seed}".`);
  if (!through.ok) return complain(`--through takes a day as YYYY-MM-DD, not "${values.through}".`);
  if (size === "L") {
    if (story !== undefined)
      return complain("--story is for S, E and M: nobody wrote down the truth of size L.");
    return tellLargeCompany(makeLargeCompany({ seed, through: through.value }));
  }
  const company = makeSampleCompany({ size, seed, through: through.value });
  return story === undefined ? tellCompany(company) : tellStory(company, story);
}

function tellCompany(company: SampleCompany): number {
  const { name, guid, size, seed, booksFrom, through, vouchers, truth } = company;
  console.log(`${name} (size ${size}, seed ${seed}, ${guid}), ${booksFrom} to ${through}\n`);
  for (const [type, count] of countsByType(company)) console.log(`${String(count).padStart(7)}  ${type}`);
  console.log(`${String(vouchers.length).padStart(7)}  vouchers\n`);
  for (const [ingredient, count] of ingredientsOf(company))
    console.log(`${String(count).padStart(7)}  ${ingredient}`);
  const difficulty = difficultyOf(truth);
  console.log(`\ndifficulty ${JSON.stringify(difficulty, rounded, 2)}`);
  const short = shortfalls(difficulty);
  console.log(short.length === 0 ? "hard enough" : short.join("\n"));
  return short.length === 0 ? 0 : 1;
}

/** Makes all vouchers once, keeps none, and tells how long that took. */
function tellLargeCompany(company: TallySource): number {
  const { name, guid, booksFrom, through, lastVoucherDate, ledgers } = company;
  console.log(`${name} (size L, ${guid}), ${booksFrom} to ${through}\n`);
  const started = performance.now();
  const counts = new Map<string, number>();
  for (const { type } of company.vouchersBetween(booksFrom, lastVoucherDate))
    counts.set(type, (counts.get(type) ?? 0) + 1);
  const seconds = (performance.now() - started) / 1_000;
  for (const [type, count] of [...counts].toSorted(([, a], [, b]) => b - a))
    console.log(`${String(count).padStart(9)}  ${type}`);
  const total = company.voucherCount();
  console.log(`${String(total).padStart(9)}  vouchers\n${String(ledgers.length).padStart(9)}  ledgers\n`);
  const memory = Math.round(process.resourceUsage().maxRSS / 1_024);
  console.log(
    `made in ${seconds.toFixed(1)} s, ${Math.round(total / seconds)} a second, at most ${memory} MiB in memory`,
  );
  return 0;
}

function tellStory(company: SampleCompany, party: string): number {
  const lines = storyOf(company, party);
  if (lines === null) {
    const names = company.truth.parties.slice(0, 30).map((one) => `  ${one.name}`);
    return complain([`There is no party "${party}". There are, among others:`, ...names].join("\n"));
  }
  console.log(lines.join("\n"));
  return 0;
}

function countsByType({ vouchers }: SampleCompany): [string, number][] {
  const counts = new Map<string, number>();
  for (const { type } of vouchers) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Math.round(value * 1_000) / 1_000 : value;
}

function complain(line: string): number {
  console.error(line);
  return 1;
}
