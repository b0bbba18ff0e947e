import { parseArgs } from "node:util";

import { fail, ok, type Result } from "@cfa/values/result";

/** How the desktop agent is started. */
export type DesktopFlags = {
  readonly command: Command;
  readonly dataFolder: string | undefined;
  /** `window`: with window and tray; `hidden`: tray alone, at sign-in; `headless`: neither; `service`: neither, and as no person. */
  readonly mode: "window" | "hidden" | "headless" | "service";
  readonly pairing:
    | { readonly code: string; readonly server: string; readonly company: string | undefined }
    | undefined;
};
export type Command = "run" | "show" | "quit" | "status" | "selftest" | "pair" | "version" | "help";

export const HELP = `The CFA agent reads companies' books from Tally and pushes them to the CFA server.

  cfa-agent                     opens the window, of the agent at work where there is one
  cfa-agent --hidden            starts without the window, with the icon beside the clock
  cfa-agent --headless          starts with neither
  cfa-agent --service           the same for a machine where nobody is signed in
  cfa-agent --show              as without anything
  cfa-agent --quit              ends the agent at work
  cfa-agent --status            says which companies are carried and how they are
  cfa-agent --selftest          tries what the agent needs of this machine
  cfa-agent --pair CODE --server URL [--company NAME]
                                takes the code that the app shows
  cfa-agent --version

  --data DIR                    the folder with the agent's data
`;

const COMMANDS = ["show", "quit", "status", "selftest", "version", "help"] as const;
const MODES = ["hidden", "headless", "service"] as const;

const OPTIONS = {
  hidden: { type: "boolean" },
  headless: { type: "boolean" },
  service: { type: "boolean" },
  show: { type: "boolean" },
  quit: { type: "boolean" },
  status: { type: "boolean" },
  selftest: { type: "boolean" },
  version: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  pair: { type: "string" },
  server: { type: "string" },
  company: { type: "string" },
  data: { type: "string" },
} as const;

/** What the command line asks for; the error says what of it is not understood. */
export function readFlags(argv: readonly string[]): Result<DesktopFlags, string> {
  let values;
  try {
    ({ values } = parseArgs({ args: [...argv], options: OPTIONS }));
  } catch (error) {
    return fail(`${(error as Error).message} (cfa-agent --help)`);
  }
  const asked: Command[] = COMMANDS.filter((name) => values[name] === true);
  if (values.pair !== undefined) asked.push("pair");
  const modes = MODES.filter((name) => values[name] === true);
  if (asked.length + modes.length > 1 && !isQuietVisit(asked, modes)) {
    const names = [...asked, ...modes].map((name) => `--${name}`).join(" and ");
    return fail(`${names} do not go together (cfa-agent --help)`);
  }
  const { pair: code, server, company } = values;
  if (code !== undefined && server === undefined) return fail("--pair needs --server URL (cfa-agent --help)");
  return ok({
    command: asked[0] ?? "run",
    dataFolder: values.data === "" ? undefined : values.data,
    mode: modes[0] ?? "window",
    pairing: code === undefined || server === undefined ? undefined : { code, server, company },
  });
}

/** `--service --quit` and `--service --status` mean the service's folder. */
function isQuietVisit(asked: readonly string[], modes: readonly string[]): boolean {
  return asked.length === 1 && modes.length === 1 && modes[0] === "service" && asked[0] !== "show";
}
