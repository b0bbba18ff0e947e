import type { Trouble } from "../engine/agent-view.ts";

type Refusal = { readonly status: number; readonly message: string; readonly fix: string };

const OPEN_ANEW = "Close this window and open it again from the CFA icon.";

/** Why the page's server does not do what it is asked. */
const REFUSALS = {
  "not-understood": {
    status: 400,
    message: "The window asked for something this agent does not know.",
    fix: OPEN_ANEW,
  },
  "wrong-ticket": {
    status: 401,
    message: "This window's address was used before or is too old.",
    fix: OPEN_ANEW,
  },
  "no-session": {
    status: 401,
    message: "This window is no longer connected with the agent.",
    fix: OPEN_ANEW,
  },
  "foreign-page": { status: 403, message: "Only the agent's own window may ask this.", fix: "" },
  "not-found": { status: 404, message: "There is nothing here.", fix: "" },
  "wrong-method": { status: 405, message: "This cannot be asked in this way.", fix: "" },
  "too-large": { status: 413, message: "This is more than the agent takes at once.", fix: "" },
  "not-json": { status: 415, message: "This is not in the form that the agent takes.", fix: "" },
  "wrong-host": { status: 421, message: "The agent does not answer under this address.", fix: "" },
  internal: {
    status: 500,
    message: "Something went wrong inside the agent.",
    fix: "Try again. If it happens again, copy the diagnostics and send them to CFA.",
  },
} as const satisfies Record<string, Refusal>;

export type RefusalCode = keyof typeof REFUSALS;

/** The HTTP status of a refusal. */
export function statusOf(code: RefusalCode): number {
  return REFUSALS[code].status;
}

/** A refusal in the form of every other trouble. */
export function troubleOf(code: RefusalCode, now: Date): Trouble {
  const { message, fix } = REFUSALS[code];
  return { code, message, fix, since: now.toISOString() };
}
