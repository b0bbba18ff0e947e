import type { VNode } from "preact";

import { useAgent } from "../agent-context.tsx";
import { Button } from "../parts/button.tsx";
import { Heading } from "../parts/heading.tsx";
import { LanguageChoice } from "../parts/language-choice.tsx";
import { useLiveTally } from "../parts/use-live-tally.ts";
import type { Place } from "../steps/place.ts";
import { AboutCard } from "./about-card.tsx";
import { CompanyCard } from "./company-card.tsx";
import { SettingsCard } from "./settings-card.tsx";
import { StatusChain } from "./status-chain.tsx";

/** How everything is, and what can be done. */
export function HomeScreen({ setUp }: { setUp: (place: Place) => void }): VNode {
  const { view, words } = useAgent();
  // Whoever opens Tally because the chain says so sees it get well.
  useLiveTally(({ state }) => state === "answering");
  return (
    <>
      <header class="top">
        <p class="brand">{words.title}</p>
        <LanguageChoice />
      </header>
      <main>
        <Heading text={words.home.heading} takesFocus />
        <StatusChain />
        {view.companies.map((company) => (
          <CompanyCard
            key={company.guid}
            company={company}
            connectAgain={() => setUp({ step: 3, companyGuid: company.guid })}
            integrate={() => setUp({ step: 4, companyGuid: company.guid })}
          />
        ))}
        <Button onClick={() => setUp({ step: 1, companyGuid: null })}>{words.card.add}</Button>
        <SettingsCard />
        <AboutCard />
      </main>
    </>
  );
}
