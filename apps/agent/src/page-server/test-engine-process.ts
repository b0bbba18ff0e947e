import { createEngine } from "../engine/create-engine.ts";
import { openLog } from "../log/log.ts";
import type { Protection } from "../os/os.ts";
import { startPageServer } from "./start-page-server.ts";
import { FILES } from "./test-window.ts";

/* The agent with its engine, log and window, in a process of its own; what it is to do it hears from the window alone. */

/** Stands in for the system's: what is kept is not what was given. */
const turned = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0x5a);
const PROTECTION: Protection = { isProtected: true, protect: turned, unprotect: turned };

const [folder = ""] = process.argv.slice(2);
const now = (): string => new Date().toISOString();
// A test that fails leaves no process behind.
process.once("disconnect", () => process.exit(1));
process.once("message", () => void run());

async function run(): Promise<void> {
  const log = openLog({ folder, now });
  const engine = createEngine({
    folder,
    protection: PROTECTION,
    now,
    machine: "DESK-1",
    user: "asha",
    log,
    say: (line) => console.log(line),
    pollMs: 100,
    tallyPauseMs: 0,
  });
  const server = await startPageServer({
    engine,
    files: FILES,
    folder,
    version: "0.1.0",
    onQuit: () => void Promise.all([server.close(), engine.close()]).then(() => process.exit(0)),
    onShow: () => undefined,
    now: () => new Date(),
    say: (line) => log.write("warn", line),
  });
  process.send?.({ address: server.ticketAddress() });
}
