import { useRef } from "preact/hooks";
import type { VNode } from "preact";

import { useAgent } from "../agent-context.tsx";
import { Button } from "../parts/button.tsx";
import { LanguageChoice } from "../parts/language-choice.tsx";
import { CompanyStep } from "./company-step.tsx";
import { ConnectStep } from "./connect-step.tsx";
import { IntegrateStep } from "./integrate-step.tsx";
import type { Going, StepProps } from "./place.ts";
import { TallyStep } from "./tally-step.tsx";

/** Setting up a company, step by step. */
export function FirstRun({ place, go }: Going): VNode {
  const { view, words } = useAgent();
  const first = useRef(place.step);
  const cameFromAnother = useRef(false);
  if (place.step !== first.current) cameFromAnother.current = true;
  return (
    <>
      <header class="top">
        <StepList at={place.step} />
        <LanguageChoice />
      </header>
      <main key={place.step}>
        <Step place={place} go={go} takesFocus={cameFromAnother.current} />
        {view.companies.length > 0 && place.step !== 4 && (
          <Button kind="quiet" onClick={() => go(null)}>
            {words.steps.toHome}
          </Button>
        )}
      </main>
    </>
  );
}

function Step(props: StepProps): VNode {
  switch (props.place.step) {
    case 1:
      return <TallyStep {...props} />;
    case 2:
      return <CompanyStep {...props} />;
    case 3:
      return <ConnectStep {...props} />;
    case 4:
      return <IntegrateStep {...props} />;
  }
}

/** The four steps, and which of them it is. */
function StepList({ at }: { at: number }): VNode {
  const { steps } = useAgent().words;
  return (
    <nav aria-label={steps.label} class="steps">
      <p class="hint">{steps.of(at, steps.names.length)}</p>
      <ol>
        {steps.names.map((name, index) => (
          <li
            key={name}
            class={index + 1 < at ? "past" : index + 1 === at ? "now" : ""}
            aria-current={index + 1 === at ? "step" : undefined}
          >
            {name}
            {index + 1 < at && <span class="unseen"> ({steps.done})</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
