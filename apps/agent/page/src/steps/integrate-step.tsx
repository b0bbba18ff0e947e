import type { VNode } from "preact";

import type { CompanyView } from "../../../src/engine/agent-view.ts";
import { useAgent, useAsking } from "../agent-context.tsx";
import { countText } from "../locale/moments.ts";
import { Button } from "../parts/button.tsx";
import { Heading } from "../parts/heading.tsx";
import { Notice, TroubleNotice } from "../parts/notice.tsx";
import { StateLine } from "../parts/state-line.tsx";
import { SyncProgress } from "../parts/sync-progress.tsx";
import { nameOf, type StepProps } from "./place.ts";

/** The first whole read: begun by a person, followed to the end, and held against Tally. */
export function IntegrateStep({ place, go, takesFocus }: StepProps): VNode {
  const { view, words } = useAgent();
  const company = view.companies.find(({ guid }) => guid === place.companyGuid);
  const isDone = company !== undefined && company.lastSyncAt !== null && company.state !== "working";
  return (
    <>
      <Heading
        key={String(isDone)}
        text={isDone ? words.integrate.done : words.integrate.heading}
        takesFocus={takesFocus || isDone}
      />
      {!isDone && <p class="intro">{words.integrate.intro(nameOf(view, place.companyGuid))}</p>}
      <section class="card">
        {company === undefined ? (
          <p role="status">{words.loading}</p>
        ) : isDone ? (
          <Done company={company} />
        ) : (
          <Under company={company} />
        )}
        {isDone && (
          <Button kind="main" onClick={() => go(null)}>
            {words.integrate.toHome}
          </Button>
        )}
      </section>
      {!isDone && (
        <Button kind="quiet" onClick={() => go(null)}>
          {words.steps.toHome}
        </Button>
      )}
    </>
  );
}

/** Before and while it is read. */
function Under({ company }: { company: CompanyView }): VNode {
  const { view, words } = useAgent();
  const { isBusy, trouble, ask } = useAsking();
  if (company.state === "working") return <SyncProgress progress={company.progress} />;
  if (view.settings.isPaused) {
    return (
      <>
        <StateLine well="paused" title={words.home.agentPaused} />
        <Button kind="main" isBusy={isBusy} onClick={() => void ask({ deed: "goOn" })}>
          {words.home.goOn}
        </Button>
      </>
    );
  }
  return (
    <>
      <p class="strong">{company.name}</p>
      <TroubleNotice trouble={company.trouble ?? trouble} />
      <Button
        kind="main"
        isBusy={isBusy}
        onClick={() => void ask({ deed: "syncNow", companyGuid: company.guid })}
      >
        {company.trouble === null ? words.integrate.button : words.integrate.again}
      </Button>
    </>
  );
}

/** What came in, and whether it equals Tally. */
function Done({ company }: { company: CompanyView }): VNode {
  const { words, language } = useAgent();
  const { tieOut } = words;
  const [last] = company.runs;
  return (
    <>
      <p class="strong">{company.name}</p>
      {last !== undefined && (
        <p class="hint">{language === "en" ? last.line : words.card.records(countText(last.records))}</p>
      )}
      <div role="status">
        <Notice tone={company.tieOut === "equal" ? "good" : company.tieOut === "different" ? "warn" : "calm"}>
          <p class="strong">{tieOut[company.tieOut]}</p>
          {company.tieOut === "different" && <p>{tieOut.differentFix}</p>}
        </Notice>
      </div>
      <p>{words.integrate.doneHint}</p>
    </>
  );
}
