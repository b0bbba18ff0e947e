import type { HttpBindings } from "@hono/node-server";

/** What a Hono route finds of the Node request behind it. */
export type WebEnv = { Bindings: HttpBindings };
