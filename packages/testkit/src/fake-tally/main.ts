import { parseArgs } from "node:util";

import { day, parseLocalDate } from "@cfa/values/local-date";

import { makeSampleCompany } from "../sample-company/make-sample-company.ts";
import { startFakeTally } from "./fake-tally.ts";

const HELP = `A Tally to try things against: answers Tally's XML over HTTP with a sample company's books.

  npm run fake-tally -- [--size S|E|M] [--port N] [--seed N] [--through YYYY-MM-DD] [--whole-books]

  --size S|E|M    about 300, 3,000 or 40,000 vouchers (default S)
  --port N        port on 127.0.0.1 (default 9000; 0 takes a free one)
  --seed N        another seed is another company (default 1)
  --through DAY   last day of the books (default 2026-09-30)
  --whole-books   all books are one period: opening balances are the books', no year's result is carried
                  (a Tally opens its last financial year)
`;

process.exitCode = await main(process.argv.slice(2));

async function main(argv: string[]): Promise<number> {
  let values;
  try {
    ({ values } = parseArgs({
      args: argv,
      options: {
        help: { type: "boolean", short: "h" },
        size: { type: "string", default: "S" },
        port: { type: "string", default: "9000" },
        seed: { type: "string", default: "1" },
        through: { type: "string", default: "2026-09-30" },
        "whole-books": { type: "boolean", default: false },
      },
    }));
  } catch (error) {
    return complain(`${(error as Error).message} See: npm run fake-tally -- --help`);
  }
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const { size } = values;
  const port = Number(values.port);
  const seed = Number(values.seed);
  if (size !== "S" && size !== "E" && size !== "M") return complain(`--size takes S, E or M, not "${size}".`);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return complain(`--port takes a number, not "${values.port}".`);
  if (!Number.isInteger(seed)) return complain(`--seed takes a whole number, not "${values.seed}".`);
  if (!parseLocalDate(values.through).ok)
    return complain(`--through takes a day as YYYY-MM-DD, not "${values.through}".`);
  try {
    const company = makeSampleCompany({ size, seed, through: day(values.through) });
    const tally = await startFakeTally({
      companies: [company],
      port,
      company: { wholeBooks: values["whole-books"] },
    });
    console.log(`"${company.name}" (${company.vouchers.length} vouchers) is open at ${tally.url}`);
    return 0; // the listening server keeps the process
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
    return complain(taken ? `Port ${port} is in use: choose another with --port.` : String(error));
  }
}

function complain(line: string): number {
  console.error(line);
  return 1;
}
