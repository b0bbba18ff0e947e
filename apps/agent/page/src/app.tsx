import { useEffect, useState } from "preact/hooks";
import type { VNode } from "preact";

import type { Language } from "../../src/engine/agent-view.ts";
import { AgentContext, wordsOf } from "./agent-context.tsx";
import { HomeScreen } from "./home/home-screen.tsx";
import { Icon } from "./parts/icon.tsx";
import { FirstRun } from "./steps/first-run.tsx";
import { firstStep, type Place } from "./steps/place.ts";
import { linkToAgent, type AgentLink, type Standing } from "./wire/agent-link.ts";

/** The whole window: what the agent shows, or why it shows nothing. */
export function App(): VNode {
  const [standing, setStanding] = useState<Standing>({ contact: "opening", view: null });
  const [link, setLink] = useState<AgentLink>();
  useEffect(() => setLink(linkToAgent(setStanding)), []);
  const language = standing.view?.settings.language ?? (navigator.language.startsWith("hi") ? "hi" : "en");
  const words = wordsOf(language);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = words.title;
  }, [language]);
  if (standing.contact === "old") return <Old language={language} />;
  if (standing.view === null || link === undefined) {
    return (
      <main class="alone">
        <p role="status">{standing.contact === "lost" ? words.lost : words.loading}</p>
      </main>
    );
  }
  return (
    <AgentContext.Provider value={{ view: standing.view, link, words, language }}>
      <div class={standing.contact === "lost" ? "banner" : "unseen"} role="status">
        {standing.contact === "lost" ? words.lost : ""}
      </div>
      <Screens standing={standing} />
    </AgentContext.Provider>
  );
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
