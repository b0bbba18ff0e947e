import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below what systems give out by themselves (from 32768 on), and nowhere near a port that browsers refuse to open. */
const [FROM, TO] = [20_000, 30_000];

/**
 * A port of 127.0.0.1 that nobody listens on. A program that is started a moment later still finds it free: no connection and no
 * server that lets the system choose its port, as those of the tests beside this one do, is given it meanwhile.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FROM, TO);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
