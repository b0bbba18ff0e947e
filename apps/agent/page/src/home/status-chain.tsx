import type { VNode } from "preact";

import { useAgent, useAsking, useReader } from "../agent-context.tsx";
import { momentText } from "../locale/moments.ts";
import { Button } from "../parts/button.tsx";
import { TroubleNotice } from "../parts/notice.tsx";
import { StateLine, type Well } from "../parts/state-line.tsx";
import { useAnnounced } from "../parts/use-announced.ts";
import { chainOf, type Link } from "./chain.ts";

/** From Tally to CFA, link by link: where it is stuck, and the one thing that helps. */
export function StatusChain(): VNode {
  const { view, words, language } = useAgent();
  const reader = useReader();
  const { isBusy, trouble, ask } = useAsking();
  const { pausedUntil } = view.settings;
  const pauseEnds = pausedUntil === null ? null : momentText(pausedUntil, reader);
  const links = chainOf({ view, words, language, pauseEnds });
  const announced = useAnnounced(
    links
      .filter(({ well }) => well === "bad" || well === "paused")
      .map(({ name, state }) => `${name}: ${state}`)
      .join(". "),
  );
  const labels = { goOn: words.home.goOn, checkTally: words.home.checkTally };
  return (
    <section class="card" aria-label={words.home.chain}>
      <ol class="chain">
        {links.map((link) => (
          <li key={link.id}>
            <StateLine well={link.well} title={link.name} spoken={spokenOf(link.well, words.home)}>
              <p class="hint">{link.state}</p>
              {link.fix !== "" && <p class="fix">{link.fix}</p>}
              {link.deed !== undefined && (
                <Button isBusy={isBusy} onClick={() => void ask({ deed: link.deed! })}>
                  {labels[link.deed]}
                </Button>
              )}
            </StateLine>
          </li>
        ))}
      </ol>
      <TroubleNotice trouble={trouble} />
      <p class="unseen" role="status">
        {announced}
      </p>
    </section>
  );
}

type Spoken = { good: string; working: string; waiting: string; bad: string; agentPaused: string };

function spokenOf(well: Well, home: Spoken): Link["state"] {
  return well === "paused" ? home.agentPaused : home[well];
}
