import { useEffect, useState } from "preact/hooks";
import type { VNode } from "preact";

import type { Language } from "../../src/engine/agent-view.ts";
import { AgentContext, wordsOf } from "./agent-context.tsx";
import type { Words } from "./locale/en.ts";
import { HomeScreen } from "./home/home-screen.tsx";
import { Icon } from "./parts/icon.tsx";
import { FirstRun } from "./steps/first-run.tsx";
import { firstStep, type Place } from "./steps/place.ts";
import { linkToAgent, type AgentLink, type Contact, type Standing } from "./wire/agent-link.ts";

const LONG_MILLIS = 10_000;

/** The whole window: what the agent shows, or why it shows nothing. */
export function App(): VNode {
  const [standing, setStanding] = useState<Standing>({ contact: "opening", view: null });
  const [link, setLink] = useState<AgentLink>();
  useEffect(() => setLink(linkToAgent(setStanding)), []);
  const language = standing.view?.settings.language ?? (navigator.language.startsWith("hi") ? "hi" : "en");
  const words = wordsOf(language);
  const lost = useLostText(standing.contact, words);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = words.title;
  }, [language]);
  if (standing.contact === "old") return <Old language={language} />;
  if (standing.view === null || link === undefined) {
    return (
      <main class="alone">
        <p role="status">{lost ?? words.loading}</p>
      </main>
    );
  }
  return (
    <AgentContext.Provider value={{ view: standing.view, link, words, language }}>
      <div class={lost === undefined ? "unseen" : "banner"} role="status">
        {lost ?? ""}
      </div>
      <Screens standing={standing} />
    </AgentContext.Provider>
  );
}

/** What is said while there is no contact; after a while, what can be done: an agent that was started anew is at another address. */
function useLostText(contact: Contact, words: Words): string | undefined {
  const [isLong, setIsLong] = useState(false);
  const isLost = contact === "lost";
  useEffect(() => {
    const timer = isLost ? setTimeout(() => setIsLong(true), LONG_MILLIS) : undefined;
    return () => {
      clearTimeout(timer);
      setIsLong(false);
    };
  }, [isLost]);
  if (!isLost) return undefined;
  return isLong ? words.lostLong : words.lost;
}

/** Setting up, or the overview. Where the window is opened anew the agent's view says where it goes on. */
function Screens({ standing }: { standing: Standing }): VNode {
  const view = standing.view!;
  const [place, setPlace] = useState<Place | null>(() => firstStep(view));
  if (place === null) return <HomeScreen setUp={setPlace} />;
  return <FirstRun place={place} go={setPlace} />;
}

/** The agent was started anew: this window's session is good no longer. */
function Old({ language }: { language: Language }): VNode {
  const { old } = wordsOf(language);
  return (
    <main class="alone">
      <Icon name="clock" />
      <h1>{old.heading}</h1>
      <p>{old.text}</p>
      <p class="strong">{old.fix}</p>
    </main>
  );
}
