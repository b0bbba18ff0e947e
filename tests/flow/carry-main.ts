import { createServerLink } from "@cfa/agent/server-link";
import { carryDrafts } from "@cfa/agent/write-back/carry-drafts";
import { openDraftStore } from "@cfa/agent/write-back/draft-store";
import { createTallyClient } from "@cfa/tally/client";
import { createWriteClient } from "@cfa/tally/write-back/write-client";

/*
 * One round of an agent that carries vouchers to Tally, as a process of its own, so that a test can end it with a real SIGKILL:
 * after its `killAt`-th step (a step is any call of its disk, Tally or the server), or, given "sending", while Tally has the voucher.
 * Prints the number of steps.
 */

type Order = {
  folder: string;
  port: number;
  server: string;
  key: string;
  guid: string;
  killAt: number | "sending";
};

const order = JSON.parse(process.argv[2] ?? "{}") as Order;
const { killAt } = order;
let steps = 0;

function mortal<T extends object>(part: T): T {
  return new Proxy(part, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...argv: unknown[]): unknown => {
        const result: unknown = Reflect.apply(value, target, argv);
        if (name === "send" && killAt === "sending") setTimeout(die, 60);
        if (!(result instanceof Promise)) return after(result);
        return result.then(after);
      };
    },
  });
}

function after<T>(result: T): T {
  steps++;
  if (steps === killAt) die();
  return result;
}

function die(): void {
  process.kill(process.pid, "SIGKILL");
}

const address = { host: "127.0.0.1", port: order.port, pauseMs: 0, timeoutMs: 20_000 };
const store = openDraftStore(order.folder);
await carryDrafts({
  store: mortal(store),
  link: mortal(createServerLink({ server: order.server, key: order.key })),
  tally: mortal(createTallyClient(address)),
  write: mortal(createWriteClient(address)),
  companyGuid: order.guid,
  agentId: "pc-1",
  machine: "TALLY-PC",
  style: "fetch",
  say: () => undefined,
  now: () => new Date().toISOString(),
});
store.close();
console.log(steps);
