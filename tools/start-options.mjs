// Plain JavaScript: a wrong option is told before anything is installed.
import { parseArgs } from "node:util";

export const HELP = `Starts CFA on this machine: database, API, worker and app, with a demo company read from a fake Tally.

  npm start                          everything, with the demo company
  npm start -- --tally http://127.0.0.1:9000
                                     also the companies open in a real Tally on this network
  npm start -- --import FILE…        also companies from files exported from Tally (XML: masters, Day Book)

  --port N        port of the API and the app (default 4000)
  --data DIR      where the database and the agents keep their files (default .data)
  --fresh         throw the data folder's content away first
  --tally URL     http://HOST:PORT of a Tally that answers
  --import FILE…  exported files; several may follow
  --no-demo       without the demo company and the demo sign-in
  --help          this text

  DATABASE_URL and DATABASE_OWNER_URL in the environment name a PostgreSQL of your own to use instead.
`;

const OPTIONS = /** @type {const} */ ({
  help: { type: "boolean", short: "h", default: false },
  port: { type: "string", default: "4000" },
  data: { type: "string", default: ".data" },
  fresh: { type: "boolean", default: false },
  tally: { type: "string" },
  import: { type: "string", multiple: true },
  "no-demo": { type: "boolean", default: false },
});

/** Reads the options; answers { options } or { error } with one line that says what to do. */
export function parseStartOptions(argv) {
  let parsed;
  try {
    parsed = parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return { error: `${error.message.split(".")[0]}. See: npm start -- --help` };
  }
  const { values, positionals } = parsed;
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    return { error: `--port takes a number from 1 to 65535, not "${values.port}".` };
  }
  if (positionals.length > 0 && !values.import) {
    return { error: `"${positionals[0]}" belongs to no option. See: npm start -- --help` };
  }
  const tally = values.tally === undefined ? undefined : tallyAddress(values.tally);
  if (tally === null) {
    return { error: `--tally takes http://HOST:PORT, such as http://127.0.0.1:9000, not "${values.tally}".` };
  }
  return {
    options: {
      help: values.help,
      port,
      data: values.data,
      fresh: values.fresh,
      tally,
      // The names after the first belong to --import as well.
      import: [...(values.import ?? []), ...positionals],
      demo: !values["no-demo"],
    },
  };
}

function tallyAddress(text) {
  try {
    const url = new URL(text);
    if (url.protocol !== "http:" || url.pathname !== "/") return null;
    // Tally listens on IPv4 only; "localhost" may mean ::1.
    const host = url.hostname === "localhost" ? "127.0.0.1" : url.hostname;
    return { host, port: url.port === "" ? 9000 : Number(url.port) };
  } catch {
    return null;
  }
}
