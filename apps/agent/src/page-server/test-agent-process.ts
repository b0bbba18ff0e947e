import { join } from "node:path";

import { makeStandIn, FILES } from "./test-window.ts";
import { startPageServer } from "./start-page-server.ts";

/* An agent of which only the window's server is real, in a process of its own: what it lets out can be seen from outside. */

const [folder = ""] = process.argv.slice(2);
// A test that fails leaves no process behind.
process.once("disconnect", () => process.exit(1));
process.once("message", (message) => {
  const { key } = message as { key: string };
  void run(key);
});

async function run(key: string): Promise<void> {
  const engine = makeStandIn(key, {
    pasteKey: ({ key: given }) => Promise.reject(new Error(`not writable: ${given}`)),
  });
  const server = await startPageServer({
    engine,
    files: FILES,
    folder: join(folder, "data"),
    version: "0.1.0",
    // At once: whoever asked must have had the answer by then.
    onQuit() {
      void server.close();
      process.exit(0);
    },
    onShow: () => process.send?.({ address: server.ticketAddress() }),
    now: () => new Date(),
    say: (line) => console.log(line),
  });
  console.error(`listening on ${server.port}`);
  process.send?.({ address: server.ticketAddress() });
}
