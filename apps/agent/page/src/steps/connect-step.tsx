import { useEffect, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";

import { useAgent, useAsking } from "../agent-context.tsx";
import { Button } from "../parts/button.tsx";
import { Heading } from "../parts/heading.tsx";
import { Notice, TroubleNotice } from "../parts/notice.tsx";
import { ConnectWays } from "./connect-ways.tsx";
import { PairingWait } from "./pairing-wait.tsx";
import { nameOf, type StepProps } from "./place.ts";
import { ServerPlace } from "./server-place.tsx";

/** Gives the company its key: the server's address, then one of four ways. */
export function ConnectStep({ place, go, takesFocus }: StepProps): VNode {
  const { view, words } = useAgent();
  const guid = place.companyGuid ?? "";
  const pairing = usePairingOf(guid);
  const isPaired = pairing?.state === "paired";
  const goOn = (): void => {
    const before = view.companies.find((company) => company.guid === guid);
    // One that was connected again has its books already.
    go(before !== undefined && before.lastSyncAt !== null ? null : { step: 4, companyGuid: guid });
  };
  useEffect(() => {
    if (isPaired) goOn();
  }, [isPaired]);
  const isWaiting = pairing?.state === "starting" || pairing?.state === "waiting";
  return (
    <>
      <Heading text={words.connect.heading} takesFocus={takesFocus} />
      <p class="intro">{words.connect.intro(nameOf(view, place.companyGuid))}</p>
      <ServerPlace />
      {pairing !== undefined && isWaiting && <PairingWait pairing={pairing} />}
      {!isWaiting && (
        <>
          {pairing !== undefined && <PairingEnd />}
          {view.server.origin !== null && <ConnectWays companyGuid={guid} done={goOn} />}
        </>
      )}
      {!isWaiting && (
        <Button kind="quiet" onClick={() => go({ step: 2, companyGuid: null })}>
          {words.back}
        </Button>
      )}
    </>
  );
}

/** The pairing of the company, so far as it began while this screen was shown: the end of an older one says nothing. */
function usePairingOf(guid: string) {
  const { pairing } = useAgent().view;
  const began = useRef(false);
  const mine = pairing?.companyGuid === guid ? pairing : undefined;
  const first = useRef(mine === undefined ? undefined : keyOf(mine));
  if (mine === undefined) {
    began.current = true;
    return undefined;
  }
  if (mine.state === "starting" || mine.state === "waiting" || keyOf(mine) !== first.current)
    began.current = true;
  return began.current ? mine : undefined;
}

function keyOf({
  kind,
  state,
  code,
  expiresAt,
}: {
  kind: string;
  state: string;
  code: string | null;
  expiresAt: string | null;
}): string {
  return [kind, state, code, expiresAt].join(" ");
}

/** How a pairing ended that gave no key. */
function PairingEnd(): VNode | null {
  const { view, words } = useAgent();
  const { ask } = useAsking();
  const [isShown, setIsShown] = useState(true);
  const { pairing } = view;
  if (!isShown || pairing === null || pairing.state === "paired") return null;
  const { states } = words.connect;
  return (
    <section class="card">
      {pairing.trouble === null ? (
        <div role="alert">
          <Notice tone="warn">
            <p>{states[pairing.state]}</p>
          </Notice>
        </div>
      ) : (
        <TroubleNotice trouble={pairing.trouble} />
      )}
      <Button
        onClick={() => {
          setIsShown(false);
          void ask({ deed: "endPairing" });
        }}
      >
        {words.connect.again}
      </Button>
    </section>
  );
}
