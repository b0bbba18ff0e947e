import { setGlobalProxyFromEnv } from "node:http";

import type { AgentView } from "../engine/agent-view.ts";
import type { Os } from "../os/os.ts";

/** What calls to servers go by; everything else is reached directly. */
export type ProxyInUse = {
  /** Looks anew at what the system says: after a wake, and when the view names other places. */
  readonly renew: (view: Pick<AgentView, "server" | "tally" | "companies">) => void;
  readonly close: () => void;
};

/**
 * Has this process reach the CFA servers by the proxy that the system names for each of them. Node knows one proxy per scheme and a list
 * of those reached without: so Tally and whatever the system excepts are put on that list, and this machine always is.
 */
export function useSystemProxy(
  os: Pick<Os, "proxyFor" | "proxyNote">,
  { say }: { say: (line: string) => void },
): ProxyInUse {
  let inUse = "";
  let saidNote: string | undefined;
  let restore: (() => void) | undefined;
  return {
    renew(view) {
      const wanted = proxyEnvironment(view, os);
      const text = JSON.stringify(wanted);
      if (text !== inUse) {
        inUse = text;
        restore?.();
        restore = wanted && setGlobalProxyFromEnv(wanted);
        say(
          wanted === undefined
            ? "Servers are reached without a proxy."
            : "Servers are reached by the system's proxy.",
        );
      }
      const note = os.proxyNote();
      if (note !== undefined && note !== saidNote) say(note);
      saidNote = note;
    },
    close() {
      restore?.();
      restore = undefined;
      inUse = "";
    },
  };
}

/** As Node takes it; undefined where no server is reached by a proxy. */
export function proxyEnvironment(
  { server, tally, companies }: Pick<AgentView, "server" | "tally" | "companies">,
  os: Pick<Os, "proxyFor">,
): { http_proxy?: string; https_proxy?: string; no_proxy: string } | undefined {
  const direct = ["localhost", "127.0.0.1", "::1", "[::1]", tally.host];
  const proxies: { http_proxy?: string; https_proxy?: string } = {};
  const origins = [server.origin ?? "", ...companies.map((company) => company.server)];
  for (const origin of new Set(origins)) {
    const url = URL.parse(origin);
    if (url === null) continue;
    const proxy = os.proxyFor(url.origin);
    if (proxy === undefined) direct.push(url.hostname);
    else proxies[url.protocol === "https:" ? "https_proxy" : "http_proxy"] ??= proxy;
  }
  return Object.keys(proxies).length === 0 ? undefined : { ...proxies, no_proxy: direct.join(",") };
}
