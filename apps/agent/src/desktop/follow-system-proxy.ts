import type { Engine } from "../engine/agent-view.ts";
import type { Os } from "../os/os.ts";
import { useSystemProxy } from "./system-proxy.ts";

/** The system's settings change without a word, such as on a laptop that is carried elsewhere. */
const LOOK_MS = 120_000;

/** Has servers be reached as the system says, also when it says otherwise later or other servers are named. Answers how to end that. */
export function followSystemProxy(
  { view, watch }: Pick<Engine, "view" | "watch">,
  { os, say }: { os: Pick<Os, "proxyFor" | "proxyNote">; say: (line: string) => void },
): () => void {
  const proxy = useSystemProxy(os, { say });
  let places = "";
  const renew = (): void => proxy.renew(view());
  const leave = watch(() => {
    const named = placesOf(view());
    if (named === places) return;
    places = named;
    renew();
  });
  const timer = setInterval(renew, LOOK_MS).unref();
  renew();
  return () => {
    clearInterval(timer);
    leave();
    proxy.close();
  };
}

function placesOf({ server, tally, companies }: ReturnType<Engine["view"]>): string {
  return [server.origin, tally.host, ...companies.map((company) => company.server)].join(" ");
}
