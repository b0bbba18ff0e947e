import { openOutbox } from "@cfa/agent/outbox/outbox";
import { createServerLink } from "@cfa/agent/server-link";
import { syncOnce } from "@cfa/agent/sync";
import { createTallyClient } from "@cfa/tally/client";

/*
 * The agent as a process that kills itself at a named call: "outbox.addBatch 3 after" is the third call of addBatch, when it has
 * been done and before its result is of use. Arguments: folder, server, key, company's GUID, Tally's port, the point.
 */

const [folder = "", server = "", key = "", companyGuid = "", port = "", point = ""] = process.argv.slice(2);
const [target = "", nth = "1", moment = "after"] = point.split(" ");
let calls = 0;

const outbox = openOutbox(folder);
await syncOnce({
  tally: dying("tally", createTallyClient({ host: "127.0.0.1", port: Number(port), pauseMs: 0 })),
  outbox: dying("outbox", outbox),
  link: dying("link", createServerLink({ server, key })),
  companyGuid,
  say: () => undefined,
  now: () => new Date().toISOString(),
});
outbox.close();
console.log("lived");

function dying<T extends object>(name: string, part: T): T {
  return new Proxy(part, {
    get(of, method) {
      const value: unknown = Reflect.get(of, method);
      if (typeof value !== "function" || `${name}.${String(method)}` !== target) return value;
      return (...argv: unknown[]): unknown => {
        const isDue = ++calls === Number(nth);
        if (isDue && moment === "before") die();
        const result: unknown = Reflect.apply(value, of, argv);
        if (!isDue) return result;
        return result instanceof Promise ? result.then(die) : die();
      };
    },
  });
}

/** As the power goes: nothing is closed, flushed or said. */
function die(): never {
  process.kill(process.pid, "SIGKILL");
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
