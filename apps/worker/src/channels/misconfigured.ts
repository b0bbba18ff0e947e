import type { Provider } from "@cfa/nudges/kinds";

import type { Channel } from "./channel.ts";

/** An account of which something is missing: each message is refused for it, and nothing is called. */
export function misconfigured(provider: Provider, missing: string): Channel {
  return {
    provider,
    send: () =>
      Promise.resolve({
        kind: "refused",
        scope: "account",
        code: "bad-keys",
        detail: `${missing} is missing`,
      }),
    ask: () => Promise.resolve("cannot-say"),
  };
}
