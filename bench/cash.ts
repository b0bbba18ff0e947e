import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { benchBooks } from "./cash/books.ts";
import { benchSeries } from "./cash/series.ts";

/*
 * npm run bench:cash -- --data DIR --part dev [--out FORECASTS.csv] [--sets berka,nn5] [--third 0|1|2] [--plain]: thirteen weeks of cash
 * told from what was known on a morning of public series, by the code that the worker runs, beside plain rules.
 *
 * npm run bench:cash -- --books S|E|M --seeds N [--from 1] [--futures N] [--plain]: the same of sample companies, from their books, beside an
 * oracle that knows the generator's rules. Keys of RESULT of both: docs/benchmarks.md.
 */

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    part: { type: "string", default: "dev" },
    out: { type: "string" },
    sets: { type: "string" },
    third: { type: "string" },
    plain: { type: "boolean", default: false },
    books: { type: "string" },
    seeds: { type: "string", default: "5" },
    from: { type: "string", default: "1" },
    futures: { type: "string" },
  },
});
const { data, part, out, sets, third, plain, books } = values;
if (data !== undefined) await benchSeries({ data, part, out, sets, third, plain });
else if (books === "S" || books === "E" || books === "M") {
  underServerFlags();
  const futures = values.futures === undefined ? null : Number(values.futures);
  await benchBooks({ size: books, seeds: Number(values.seeds), from: Number(values.from), futures, plain });
} else
  throw new Error(
    "Say where the series are, npm run bench:cash -- --data DIR, or of what size the books, --books S",
  );

/** Memory is that of a server's process whose new objects have as little room as in a thread that learns (apps/worker/src/learn/run-thread.ts). */
function underServerFlags(): void {
  const own = readFileSync(new URL("../apps/api/node-flags.json", import.meta.url), "utf8");
  const flags = [...(JSON.parse(own) as string[]), "--max-semi-space-size=2"];
  if (flags.every((flag) => process.execArgv.includes(flag))) return;
  const argv = [...process.execArgv, ...flags, ...process.argv.slice(1)];
  process.exit(spawnSync(process.execPath, argv, { stdio: "inherit" }).status ?? 1);
}
