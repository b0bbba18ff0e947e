import { resolve } from "node:path";

import type { Language } from "../engine/agent-view.ts";
import { createEngine } from "../engine/create-engine.ts";
import { openSettings } from "../engine/settings-file.ts";
import { EXIT } from "../exit-codes.ts";
import type { Os } from "../os/os.ts";
import { systemOs } from "../os/system-os.ts";
import { launched } from "../update/launched.ts";
import { AGENT_VERSION } from "../version.ts";
import { CALM_WORDS } from "./calm-words.ts";
import { claimOrHandOver } from "./claim-or-hand-over.ts";
import { CRASHED } from "./endings.ts";
import { HELP, readFlags, type DesktopFlags } from "./flags.ts";
import { deleteLeftovers } from "./leftovers.ts";
import { pageFiles } from "./page-asset.ts";
import { runDesktop } from "./run-desktop.ts";
import { pairByFlag, quitOther, selfTest, tellStatus } from "./visits.ts";

/* The desktop agent's entry. It is bundled as CommonJS, which waits for nothing at its top. */

void begin(process.argv.slice(2));

async function begin(argv: readonly string[]): Promise<void> {
  try {
    const code = await main(argv);
    if (code === undefined) return;
    launched()?.noteEnd();
    process.exitCode = code;
  } catch (error) {
    console.error(error);
    const flags = readFlags(argv);
    const isSeen = flags.ok && flags.value.mode === "window" && ["run", "show"].includes(flags.value.command);
    const os = systemOs();
    const language = flags.ok ? languageOf(folderOf(flags.value, os)) : "en";
    if (isSeen) os.tell("CFA Agent", CALM_WORDS[language].cannotStart(String(error)));
    process.exit(CRASHED);
  }
}

/** The exit code, or undefined while the agent is at work. */
async function main(argv: readonly string[]): Promise<number | undefined> {
  const flags = readFlags(argv);
  if (!flags.ok) {
    console.error(flags.error);
    return EXIT.usage;
  }
  const os = systemOs();
  const { command, mode, pairing } = flags.value;
  const folder = folderOf(flags.value, os);
  const protection = os.protection({ isMachine: mode === "service" });
  const visit = { folder, os, protection, tell: (line: string) => console.log(line) };
  switch (command) {
    case "help":
      console.log(HELP);
      return EXIT.well;
    case "version":
      console.log(AGENT_VERSION);
      return EXIT.well;
    case "quit":
      return quitOther(visit);
    case "status":
      return tellStatus(visit);
    case "selftest":
      return selfTest(visit, pageFiles);
    case "pair":
      return pairing === undefined ? EXIT.usage : pairByFlag(visit, pairing);
    case "run":
    case "show":
      return start({ folder, mode, argv }, os);
  }
}

async function start(
  { folder, mode, argv }: { folder: string; mode: DesktopFlags["mode"]; argv: readonly string[] },
  os: Os,
): Promise<number | undefined> {
  const claimed = await claimOrHandOver(os, { folder, asks: mode === "window" ? "show" : "nothing" });
  if (claimed.kind === "handed-over") return EXIT.well;
  if (claimed.kind !== "first") {
    if (mode === "window") os.tell("CFA Agent", CALM_WORDS[languageOf(folder)][claimed.kind]);
    return mode === "window" || mode === "hidden" ? EXIT.well : EXIT.atWork;
  }
  if (launched() !== undefined) deleteLeftovers(process.execPath);
  await runDesktop(
    { folder, mode, argv, release: claimed.release },
    {
      os,
      makeEngine: createEngine,
      pageFiles,
      launched: launched(),
      startCommand: startCommand(folder === os.dataFolder ? undefined : folder),
      exit: (code) => process.exit(code),
    },
  );
  return undefined;
}

/** As the person has chosen it in the window. */
function languageOf(folder: string): Language {
  return openSettings(folder).value().language;
}

function folderOf({ dataFolder, mode }: DesktopFlags, os: Os): string {
  if (dataFolder !== undefined) return resolve(dataFolder);
  return mode === "service" ? os.machineDataFolder : os.dataFolder;
}

/** What starts this very agent at sign-in: the program, and in development Node with its flags and the source. */
function startCommand(folder: string | undefined): string {
  const isProgram = launched() !== undefined;
  const parts = isProgram
    ? [process.execPath]
    : [process.execPath, ...process.execArgv, process.argv[1] ?? ""];
  const words = [...parts, "--hidden", ...(folder === undefined ? [] : ["--data", folder])];
  return words.map((word) => (/^[\w./:=-]+$/.test(word) ? word : `"${word}"`)).join(" ");
}
