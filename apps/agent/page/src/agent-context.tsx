import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";

import type { AgentView, Language, Trouble } from "../../src/engine/agent-view.ts";
import type { DeedAsked } from "../../src/page-server/page-protocol.ts";
import { en, type Words } from "./locale/en.ts";
import { hi } from "./locale/hi.ts";
import type { Reader } from "./locale/moments.ts";
import type { AgentLink } from "./wire/agent-link.ts";

/** What every part of the page may see: the agent's view, the way to it, and the words of the reader's language. */
export type Agent = {
  readonly view: AgentView;
  readonly link: AgentLink;
  readonly words: Words;
  readonly language: Language;
};

export const AgentContext = createContext<Agent | undefined>(undefined);

export function useAgent(): Agent {
  const agent = useContext(AgentContext);
  if (agent === undefined) throw new Error("outside of the agent's context");
  return agent;
}

export function wordsOf(language: Language): Words {
  return language === "hi" ? hi : en;
}

/** For times of day: comes anew each half minute, so that "today" is true for long. */
export function useReader(): Reader {
  const { words, language } = useAgent();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return { words, language, now };
}

export type Asking = {
  readonly isBusy: boolean;
  /** Of the last deed; null while it went well. */
  readonly trouble: Trouble | null;
  /** Answers whether it was done. */
  readonly ask: (deed: DeedAsked) => Promise<boolean>;
};

/** Asks for deeds, one at a time; what goes wrong is shown beside the button that asked. */
export function useAsking(): Asking {
  const { link } = useAgent();
  const [isBusy, setIsBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  return {
    isBusy,
    trouble,
    async ask(deed) {
      setIsBusy(true);
      const wrong = await link.ask(deed);
      setIsBusy(false);
      setTrouble(wrong);
      return wrong === null;
    },
  };
}
