import { parseArgs } from "node:util";

import { parseLocalDate, type LocalDate } from "@cfa/values/local-date";
import { fail, ok, type Result } from "@cfa/values/result";

import { sourceOf } from "../sample-company/books-source.ts";
import { makeLargeCompany } from "../sample-company/large/make-large-company.ts";
import type { Size } from "../sample-company/sizes.ts";
import { makeSampleCompany } from "../sample-company/make-sample-company.ts";
import { openControlPort } from "./control/control-port.ts";
import { startFakeTally, type FakeTally } from "./fake-tally.ts";

const HELP = `A Tally to try things against: answers Tally's XML over HTTP with a sample company's books.

  npm run fake-tally -- [--size S|E|M|L] [--port N] [--seed N] [--through YYYY-MM-DD]
                        [--control-port N] [--whole-books]

  --size S|E|M|L  about 300, 3,000, 40,000 or a million vouchers (default S); those of L are made when they are asked for
  --port N        port on 127.0.0.1 (default 9000; 0 takes a free one)
  --seed N        another seed is another company (default 1)
  --through DAY   last day of the books (default 2026-09-30)
  --control-port N  what its user does at the keyboard, as JSON over HTTP (docs/tally/fake-tally.md); 0 takes a free port
  --whole-books   the current period is that of all books (a Tally opens its last financial year)
`;

const OPTIONS = {
  help: { type: "boolean", short: "h" },
  size: { type: "string", default: "S" },
  port: { type: "string", default: "9000" },
  "control-port": { type: "string" },
  seed: { type: "string", default: "1" },
  through: { type: "string", default: "2026-09-30" },
  "whole-books": { type: "boolean", default: false },
} as const;

process.exitCode = await main(process.argv.slice(2));

type Arguments = {
  readonly size: Size | "L";
  readonly port: number;
  readonly controlPort: number | null;
  readonly seed: number;
  readonly through: LocalDate;
  readonly wholeBooks: boolean;
};

async function main(argv: string[]): Promise<number> {
  const given = readArguments(argv);
  if (given === "help") {
    console.log(HELP);
    return 0;
  }
  if (!given.ok) return complain(given.error);
  const { size, seed, through, port, controlPort, wholeBooks } = given.value;
  let tally: FakeTally | undefined;
  try {
    const made = { seed, through };
    const company = size === "L" ? makeLargeCompany(made) : sourceOf(makeSampleCompany({ size, ...made }));
    tally = await startFakeTally({ companies: [company], port, company: { wholeBooks } });
    const control = controlPort === null ? null : await openControlPort(tally, controlPort);
    console.log(`"${company.name}" (${company.voucherCount()} vouchers) is open at ${tally.url}`);
    if (control !== null) console.log(`Its keyboard is at ${control.url}`);
    return 0; // the listening server keeps the process
  } catch (error) {
    await tally?.close();
    const { code, port: taken } = error as NodeJS.ErrnoException & { port?: number };
    return complain(
      code === "EADDRINUSE" ? `Port ${taken ?? port} is in use: choose another one.` : String(error),
    );
  }
}

function readArguments(argv: string[]): Result<Arguments, string> | "help" {
  let values;
  try {
    ({ values } = parseArgs({ args: argv, options: OPTIONS }));
  } catch (error) {
    return fail(`${(error as Error).message} See: npm run fake-tally -- --help`);
  }
  if (values.help === true) return "help";
  const { size, port, seed, through, "control-port": controlPort } = values;
  if (!isSize(size)) return fail(`--size takes S, E, M or L, not "${size}".`);
  for (const [name, text] of Object.entries({ port, "control-port": controlPort ?? "0" })) {
    if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
      return fail(`--${name} takes a number, not "${text}".`);
  }
  if (!/^-?\d+$/.test(seed)) return fail(`--seed takes a whole number, not "${seed}".`);
  const last = parseLocalDate(through);
  if (!last.ok) return fail(`--through takes a day as YYYY-MM-DD, not "${through}".`);
  return ok({
    size,
    port: Number(port),
    controlPort: controlPort === undefined ? null : Number(controlPort),
    seed: Number(seed),
    through: last.value,
    wholeBooks: values["whole-books"],
  });
}

function isSize(text: string): text is Size | "L" {
  return ["S", "E", "M", "L"].includes(text);
}

function complain(line: string): number {
  console.error(line);
  return 1;
}
