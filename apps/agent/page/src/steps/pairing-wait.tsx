import type { VNode } from "preact";

import type { PairingView } from "../../../src/engine/agent-view.ts";
import { useAgent, useAsking } from "../agent-context.tsx";
import { timeText } from "../locale/moments.ts";
import { Button } from "../parts/button.tsx";
import { TroubleNotice } from "../parts/notice.tsx";
import { QrImage } from "../parts/qr-image.tsx";
import { StateLine } from "../parts/state-line.tsx";

/** A pairing that waits for a person's word in the app; where the code is ours, it is shown. */
export function PairingWait({ pairing }: { pairing: PairingView }): VNode {
  const { words, language } = useAgent();
  const { ask } = useAsking();
  const { connect } = words;
  const { kind, state, code, qr, expiresAt, trouble } = pairing;
  const waits = kind === "own" ? connect.states.waitingOwn : connect.states.waiting;
  return (
    <section class="card">
      {code !== null && (
        <div class="own-code">
          <p class="label" id="own-code">
            {connect.ownCode}
          </p>
          <p class="code" aria-labelledby="own-code own-letters" id="own-letters">
            {code}
          </p>
          {qr !== null && <QrImage text={qr} label={connect.qrLabel} />}
          <p class="hint">{connect.ownHint}</p>
        </div>
      )}
      <div role="status">
        <StateLine well="working" title={state === "starting" ? connect.states.starting : waits}>
          {expiresAt !== null && <p class="hint">{connect.holds(timeText(expiresAt, language))}</p>}
        </StateLine>
      </div>
      <TroubleNotice trouble={trouble} />
      <Button onClick={() => void ask({ deed: "endPairing" })}>{connect.stop}</Button>
    </section>
  );
}
