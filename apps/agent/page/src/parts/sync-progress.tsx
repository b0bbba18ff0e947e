import type { VNode } from "preact";

import type { Language, Progress } from "../../../src/engine/agent-view.ts";
import { useAgent } from "../agent-context.tsx";
import type { Words } from "../locale/en.ts";
import { countText, monthText } from "../locale/moments.ts";
import { shareOf } from "./share-of.ts";
import { Meter } from "./meter.tsx";
import { useAnnounced } from "./use-announced.ts";

const PHASES = ["reading", "sending", "server"] as const;

/** How far a run has come: the part of Tally that is being read, what was sent, and what the server does with it. */
export function SyncProgress({ progress }: { progress: Progress | null }): VNode {
  const { words, language } = useAgent();
  const { integrate } = words;
  const share = progress === null ? undefined : shareOf(progress);
  const lines = progress === null ? [integrate.planning] : linesOf(progress, words, language);
  const head =
    share === undefined ? lines[0]! : `${integrate.percent(Math.floor(share * 100))} · ${lines[0]}`;
  const announced = useAnnounced(head);
  return (
    <div class="stack">
      <Meter label={integrate.label} share={share} text={head} />
      <p class="strong" aria-hidden="true">
        {head}
      </p>
      <p class="unseen" role="status">
        {announced}
      </p>
      <ul class="lines">
        {lines.slice(1).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Stages at={progress?.phase ?? "reading"} />
    </div>
  );
}

function linesOf(progress: Progress, words: Words, language: Language): string[] {
  const { integrate } = words;
  const { phase, windows, windowsDone, month, records, batches, batchesSent } = progress;
  const heads = {
    reading:
      windows === 0
        ? integrate.planning
        : integrate.reading(month === null ? null : monthText(month, language)),
    sending: integrate.stages.sending,
    server: integrate.server,
  };
  return [
    heads[phase],
    ...(windows > 0 ? [integrate.windows(countText(windowsDone), countText(windows))] : []),
    integrate.records(countText(records)),
    ...(batches > 0 ? [integrate.batches(countText(batchesSent), countText(batches))] : []),
  ];
}

/** The three stages, and which of them it is. */
function Stages({ at }: { at: Progress["phase"] }): VNode {
  const { words } = useAgent();
  const now = PHASES.indexOf(at);
  return (
    <ol class="stages">
      {PHASES.map((phase, index) => (
        <li
          key={phase}
          class={index < now ? "past" : index === now ? "now" : ""}
          aria-current={index === now ? "step" : undefined}
        >
          {words.integrate.stages[phase]}
        </li>
      ))}
    </ol>
  );
}
