import type { VNode } from "preact";

import type { TallyView } from "../../../src/engine/agent-view.ts";
import { useAgent, useAsking } from "../agent-context.tsx";
import { troubleText } from "../locale/trouble-text.ts";
import { Button } from "../parts/button.tsx";
import { Heading } from "../parts/heading.tsx";
import { Notice } from "../parts/notice.tsx";
import { StateLine, type Well } from "../parts/state-line.tsx";
import { useLiveTally } from "../parts/use-live-tally.ts";
import type { StepProps } from "./place.ts";
import { TallyPlace } from "./tally-place.tsx";

const WELL: Record<TallyView["state"], Well> = {
  unknown: "waiting",
  checking: "working",
  answering: "good",
  closed: "bad",
  busy: "bad",
  wrong: "bad",
};

/** Whether Tally answers, what to set in it if not, and where it is. */
export function TallyStep({ go, takesFocus }: StepProps): VNode {
  const { words } = useAgent();
  const tally = useLiveTally();
  const { isBusy, ask } = useAsking();
  const isAnswering = tally.state === "answering";
  return (
    <>
      <Heading text={words.tally.heading} takesFocus={takesFocus} />
      {!isAnswering && <p class="intro">{words.tally.intro}</p>}
      <section class="card">
        <TallyState tally={tally} />
        {isAnswering && tally.companies.length === 0 && (
          <Notice tone="warn">
            <p class="strong">{words.tally.noneOpen}</p>
            <p>{words.tally.openOne}</p>
          </Notice>
        )}
        {isAnswering ? (
          <Button kind="main" onClick={() => go({ step: 2, companyGuid: null })}>
            {words.goOnStep}
          </Button>
        ) : (
          <Button isBusy={isBusy} onClick={() => void ask({ deed: "checkTally" })}>
            {words.tally.check}
          </Button>
        )}
      </section>
      {!isAnswering && (
        <section class="card">
          <h2>{words.tally.howTo}</h2>
          <ol class="numbered">
            {words.tally.f1.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </section>
      )}
      <TallyPlace />
    </>
  );
}

/** Tally's state in a line, read out when it changes. */
function TallyState({ tally }: { tally: TallyView }): VNode {
  const { words, language } = useAgent();
  const place = `${tally.host}:${tally.port}`;
  const trouble = tally.trouble === null ? undefined : troubleText(tally.trouble, language);
  return (
    <div role="status">
      <StateLine well={WELL[tally.state]} title={words.tally.states[tally.state]}>
        <p class="hint">
          {[
            tally.release,
            place,
            tally.state === "answering" ? words.tally.open(tally.companies.length) : null,
          ]
            .filter((part) => part !== null)
            .join(" · ")}
        </p>
        {tally.state === "busy" && trouble !== undefined && <p>{trouble.fix}</p>}
      </StateLine>
    </div>
  );
}
