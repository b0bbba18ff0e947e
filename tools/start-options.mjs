// Plain JavaScript: a wrong option is told before anything is installed.
import { statSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { root } from "./install.mjs";
import { callersFolder } from "./run.mjs";

export const HELP = `Starts CFA on this machine: database, API, worker and app, with a demo company read from a fake Tally.

  npm start                          everything, with the demo company
  npm start -- --tally http://127.0.0.1:9000
                                     also the companies open in a real Tally on this network
  npm start -- --import FILE…        also companies from files exported from Tally (XML: masters, Day Book)

  --port N        port of the API and the app (default 4000)
  --data DIR      where the database and the agents keep their files (default .data in the repository)
  --fresh         throw the data folder's content away first
  --tally URL     http://HOST:PORT of a Tally that answers
  --import FILE…  exported files; several may follow
  --no-demo       without the demo company and the demo sign-in
  --help          this text

  DATABASE_URL and DATABASE_OWNER_URL in the environment name a PostgreSQL of your own to use instead;
  SMTP_URL and MAIL_FROM send sign-in codes by mail, GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET let Google in.
`;

const OPTIONS = /** @type {const} */ ({
  help: { type: "boolean", short: "h", default: false },
  port: { type: "string", default: "4000" },
  data: { type: "string" },
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
  // The names after the first belong to --import as well.
  const files = [...(values.import ?? []), ...positionals];
  const unusable = files.map(problemOfFile).find((problem) => problem !== undefined);
  if (unusable !== undefined) return { error: unusable };
  return {
    options: {
      help: values.help,
      port,
      data: values.data === undefined ? join(root, ".data") : resolve(callersFolder, values.data),
      fresh: values.fresh,
      tally,
      import: files.map((name) => resolve(callersFolder, name)),
      demo: !values["no-demo"],
    },
  };
}

/** A name that is no file is a typing error: told before anything starts. */
function problemOfFile(name) {
  const found = statSync(resolve(callersFolder, name), { throwIfNoEntry: false });
  if (found === undefined) return `--import: there is no file ${name}.`;
  return found.isDirectory() ? `--import: ${name} is a folder; give the files in it.` : undefined;
}

/** Whether a server could listen on the port of 127.0.0.1 now. */
export function isPortFree(port) {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once("error", (error) => answer(error.code !== "EADDRINUSE"));
    probe.listen(port, "127.0.0.1", () => probe.close(() => answer(true)));
  });
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
