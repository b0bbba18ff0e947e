import { useState } from "preact/hooks";
import type { VNode } from "preact";

import type { CompanyView, RunLine } from "../../../src/engine/agent-view.ts";
import { useAgent, useAsking, useReader } from "../agent-context.tsx";
import { countText, momentText } from "../locale/moments.ts";
import { Button } from "../parts/button.tsx";
import { Facts } from "../parts/facts.tsx";
import { Icon } from "../parts/icon.tsx";
import { TroubleNotice } from "../parts/notice.tsx";
import { SyncProgress } from "../parts/sync-progress.tsx";
import { ownTrouble } from "./chain.ts";
import { ForgetCompany } from "./forget-company.tsx";

const MOST_RUNS = 5;
/** What another key puts right. */
const KEY_TROUBLES = new Set([
  "bad-key",
  "not-allowed",
  "other-agent",
  "wrong-company",
  "key-missing",
  "key-unreadable",
]);

type CardProps = {
  readonly company: CompanyView;
  readonly connectAgain: () => void;
  readonly integrate: () => void;
};

/** One company: how far it is, its last runs, and what can be done with it. */
export function CompanyCard({ company, connectAgain, integrate }: CardProps): VNode {
  const { view, words } = useAgent();
  const { isBusy, trouble, ask } = useAsking();
  const { card } = words;
  const { guid, name, state } = company;
  const wrong = ownTrouble(company, view);
  return (
    <section class="card" aria-label={name}>
      <div class="card-head">
        <h2>{name}</h2>
        <p class={`tag ${state}`}>{card.states[state]}</p>
      </div>
      {state === "working" && <SyncProgress progress={company.progress} />}
      <TroubleNotice trouble={wrong ?? trouble} />
      <CompanyFacts company={company} />
      {state !== "working" && (
        <div class="row">
          {state === "new" ? (
            <Button kind="main" onClick={integrate} spoken={card.speak(name, card.integrate)}>
              {card.integrate}
            </Button>
          ) : (
            <Button
              isBusy={isBusy}
              onClick={() => void ask({ deed: "syncNow", companyGuid: guid })}
              spoken={card.speak(name, card.syncNow)}
            >
              {card.syncNow}
            </Button>
          )}
          {wrong !== null && KEY_TROUBLES.has(wrong.code) && (
            <Button kind="main" onClick={connectAgain} spoken={card.speak(name, card.connectAgain)}>
              {card.connectAgain}
            </Button>
          )}
        </div>
      )}
      <Runs runs={company.runs} />
      <ForgetCompany company={company} />
    </section>
  );
}

function CompanyFacts({ company }: { company: CompanyView }): VNode {
  const { words } = useAgent();
  const reader = useReader();
  const { card } = words;
  const at = (moment: string | null): string => (moment === null ? card.never : momentText(moment, reader));
  return (
    <>
      <Facts
        facts={[
          [card.lastSync, at(company.lastSyncAt)],
          [card.nextSync, at(company.nextAt)],
          [card.setAside, countText(company.setAside)],
          [card.key, `…${company.keyEnding}`],
          [card.server, company.server],
        ]}
      />
      {company.setAside > 0 && <p class="hint">{card.setAsideHint}</p>}
    </>
  );
}

/** The runs that ended last, behind a line that opens. */
function Runs({ runs }: { runs: readonly RunLine[] }): VNode {
  const { words } = useAgent();
  const reader = useReader();
  const [isOpen, setIsOpen] = useState(false);
  const { card } = words;
  return (
    <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{card.runs}</summary>
      {runs.length === 0 && <p class="hint">{card.noRuns}</p>}
      <ul class="runs">
        {runs.slice(0, MOST_RUNS).map((run) => (
          <li key={run.at} class={run.isOk ? "good" : "bad"}>
            <Icon name={run.isOk ? "check" : "alert"} />
            <div>
              <p>
                {momentText(run.at, reader)} · {card.kinds[run.kind]}
                <span class="unseen"> ({run.isOk ? card.well : card.failed})</span>
              </p>
              <p class="hint">
                {reader.language === "en" || !run.isOk ? run.line : card.records(countText(run.records))}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}
