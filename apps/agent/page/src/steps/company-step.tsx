import { useState } from "preact/hooks";
import type { VNode } from "preact";

import { useAgent } from "../agent-context.tsx";
import { Button } from "../parts/button.tsx";
import { Heading } from "../parts/heading.tsx";
import { Notice } from "../parts/notice.tsx";
import { useLiveTally } from "../parts/use-live-tally.ts";
import type { StepProps } from "./place.ts";

/** Which of the companies that are open in Tally. */
export function CompanyStep({ go, takesFocus }: StepProps): VNode {
  const { words } = useAgent();
  const { companies } = useLiveTally();
  const open = companies.filter(({ isPaired }) => !isPaired);
  const [picked, setPicked] = useState<string>();
  const [isAsked, setIsAsked] = useState(false);
  const chosen = open.find(({ guid }) => guid === picked) ?? (open.length === 1 ? open[0] : undefined);
  const goOn = (): void => {
    setIsAsked(true);
    if (chosen !== undefined) go({ step: 3, companyGuid: chosen.guid });
  };
  return (
    <>
      <Heading text={words.company.heading} takesFocus={takesFocus} />
      <p class="intro">{words.company.intro}</p>
      <section class="card">
        {companies.length === 0 ? (
          <Notice tone="warn">
            <p>{words.company.none}</p>
          </Notice>
        ) : (
          <fieldset class="choices">
            <legend class="unseen">{words.company.heading}</legend>
            {companies.map(({ guid, name, isPaired }) => (
              <label key={guid} class="choice">
                <input
                  type="radio"
                  name="company"
                  checked={chosen?.guid === guid}
                  disabled={isPaired}
                  onChange={() => setPicked(guid)}
                />
                <span>
                  {name}
                  {isPaired && <span class="hint"> · {words.company.paired}</span>}
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <p class="wrong" role="alert">
          {isAsked && chosen === undefined && open.length > 0 ? words.company.choose : ""}
        </p>
        <div class="row">
          <Button onClick={() => go({ step: 1, companyGuid: null })}>{words.back}</Button>
          {open.length > 0 && (
            <Button kind="main" onClick={goOn}>
              {words.goOnStep}
            </Button>
          )}
        </div>
      </section>
    </>
  );
}
