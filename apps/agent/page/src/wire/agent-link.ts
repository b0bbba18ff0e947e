import type { AgentView, Trouble } from "../../../src/engine/agent-view.ts";
import type { DeedAnswer, DeedAsked } from "../../../src/page-server/page-protocol.ts";
import { readEvents } from "./read-events.ts";
import { isSameAgent } from "./same-agent.ts";
import { forgetSession, openSession } from "./session.ts";

/** `old`: the agent knows this window no longer. `lost`: it does not answer and is asked again; the last view stays. */
export type Contact = "opening" | "open" | "lost" | "old";
export type Standing = { readonly contact: Contact; readonly view: AgentView | null };

export type AgentLink = {
  /** Answers what went wrong; null: it is done. */
  readonly ask: (deed: DeedAsked) => Promise<Trouble | null>;
  /** undefined: the agent does not answer. */
  readonly diagnostics: () => Promise<string | undefined>;
};

const FIRST_WAIT_MILLIS = 500;
const MOST_WAIT_MILLIS = 5_000;

/** Opens the session and tells each new standing from then on; lost contact is taken up again by itself. */
export function linkToAgent(changed: (standing: Standing) => void): AgentLink {
  let standing: Standing = { contact: "opening", view: null };
  const become = (next: Partial<Standing>): void => {
    if (standing.contact === "old") return;
    standing = { ...standing, ...next };
    changed(standing);
  };
  const session = openSession();
  const call = async (path: string, init: RequestInit = {}): Promise<Response | undefined> => {
    try {
      const headers = { "content-type": "application/json", authorization: `Bearer ${await session}` };
      const response = await fetch(path, { ...init, headers, cache: "no-store" });
      if (response.status !== 401) return response;
      forgetSession();
      become({ contact: "old" });
    } catch {
      // No answer: whoever asked tells it.
    }
    return undefined;
  };
  void follow({ session, call, become, isOver: () => standing.contact === "old" });
  return {
    async ask(deed) {
      // Until it is known who is there, nothing that was typed goes out.
      if (standing.contact === "lost") return unanswered();
      const response = await call("/deeds", { method: "POST", body: JSON.stringify(deed) });
      // What is refused is answered like a deed that failed.
      const answer = (await response?.json().catch(() => undefined)) as DeedAnswer | undefined;
      if (answer === undefined) return unanswered();
      return answer.ok ? null : answer.trouble;
    },
    async diagnostics() {
      const response = await call("/diagnostics");
      return response?.ok === true ? response.text() : undefined;
    },
  };
}

type Following = {
  readonly session: Promise<string | undefined>;
  readonly call: (path: string) => Promise<Response | undefined>;
  readonly become: (next: Partial<Standing>) => void;
  readonly isOver: () => boolean;
};

/** Reads the events, and asks for them again when they end. */
async function follow({ session, call, become, isOver }: Following): Promise<void> {
  const held = await session;
  if (held === undefined) return become({ contact: "old" });
  let wait = FIRST_WAIT_MILLIS;
  // The page itself has just come from there.
  let isSame: boolean | undefined = true;
  while (!isOver()) {
    const response = isSame === true ? await call("/events") : undefined;
    if (response?.ok === true && response.body !== null) {
      wait = FIRST_WAIT_MILLIS;
      // A stream that breaks off is lost contact, like one that ends.
      await readEvents(response.body, (data) =>
        become({ contact: "open", view: JSON.parse(data) as AgentView }),
      ).catch(() => undefined);
    }
    if (isOver()) return;
    become({ contact: "lost" });
    await new Promise((resolve) => setTimeout(resolve, wait));
    wait = Math.min(wait * 2, MOST_WAIT_MILLIS);
    isSame = await isSameAgent(held);
    if (isSame !== false) continue;
    forgetSession();
    become({ contact: "old" });
  }
}

function unanswered(): Trouble {
  const since = new Date().toISOString();
  return { code: "window-lost", message: "The agent did not answer this window.", fix: "Try again.", since };
}
