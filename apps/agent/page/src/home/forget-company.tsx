import { useEffect, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";

import type { CompanyView } from "../../../src/engine/agent-view.ts";
import { useAgent, useAsking } from "../agent-context.tsx";
import { Button } from "../parts/button.tsx";
import { TroubleNotice } from "../parts/notice.tsx";

/** Lets go of a company, after it was asked whether that is meant. */
export function ForgetCompany({ company }: { company: CompanyView }): VNode {
  const { card } = useAgent().words;
  const [isAsking, setIsAsking] = useState(false);
  const { isBusy, trouble, ask } = useAsking();
  const { guid, name } = company;
  return (
    <>
      {isAsking ? (
        <ForgetQuestion
          name={name}
          isBusy={isBusy}
          no={() => setIsAsking(false)}
          yes={() => void ask({ deed: "forgetCompany", companyGuid: guid })}
        />
      ) : (
        <Button kind="quiet" onClick={() => setIsAsking(true)} spoken={card.speak(name, card.forget)}>
          {card.forget}
        </Button>
      )}
      <TroubleNotice trouble={trouble} />
    </>
  );
}

type QuestionProps = {
  readonly name: string;
  readonly isBusy: boolean;
  readonly yes: () => void;
  readonly no: () => void;
};

function ForgetQuestion({ name, isBusy, yes, no }: QuestionProps): VNode {
  const { words } = useAgent();
  const question = useRef<HTMLParagraphElement>(null);
  useEffect(() => question.current?.focus(), []);
  return (
    <div class="question" role="group" aria-label={words.card.forgetAsk(name)}>
      <p class="strong" tabIndex={-1} ref={question}>
        {words.card.forgetAsk(name)}
      </p>
      <p class="hint">{words.card.forgetHint}</p>
      <div class="row">
        <Button onClick={no}>{words.cancel}</Button>
        <Button kind="danger" isBusy={isBusy} onClick={yes}>
          {words.card.forgetYes}
        </Button>
      </div>
    </div>
  );
}
