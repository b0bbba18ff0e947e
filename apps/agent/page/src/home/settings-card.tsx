import { useId } from "preact/hooks";
import type { VNode } from "preact";

import { useAgent, useAsking } from "../agent-context.tsx";
import { Button } from "../parts/button.tsx";
import { TroubleNotice } from "../parts/notice.tsx";

const HOURS = [0.25, 0.5, 1, 2, 4, 8, 12, 24];
const PAUSES = ["hour", "tomorrow", "told"] as const;
const HOUR_MILLIS = 3_600_000;
/** Before anybody is at the books again. */
const MORNING_HOUR = 6;

/** What people set: pause, how often, and the start with Windows. */
export function SettingsCard(): VNode {
  const { view, words } = useAgent();
  const { settings } = words;
  const { isBusy, trouble, ask } = useAsking();
  const { isPaused, startsWithSystem, syncHours } = view.settings;
  const every = useId();
  return (
    <section class="card" aria-label={settings.heading}>
      <h2>{settings.heading}</h2>
      {!isPaused && (
        <div role="group" aria-label={settings.pause}>
          <p class="label">{settings.pause}</p>
          <p class="hint">{settings.pauseHint}</p>
          <div class="row">
            {PAUSES.map((how) => (
              <Button
                key={how}
                isBusy={isBusy}
                spoken={`${settings.pause}: ${settings.pauseFor[how]}`}
                onClick={() => void ask({ deed: "pause", until: pauseEnd(how, new Date()) })}
              >
                {settings.pauseFor[how]}
              </Button>
            ))}
          </div>
        </div>
      )}
      <div class="field">
        <label for={every}>{settings.every}</label>
        <select
          id={every}
          value={String(syncHours)}
          onChange={(event) => void ask({ deed: "setSyncHours", hours: Number(event.currentTarget.value) })}
        >
          {[...new Set([...HOURS, syncHours])]
            .toSorted((a, b) => a - b)
            .map((hours) => (
              <option key={hours} value={String(hours)}>
                {settings.hours(hours)}
              </option>
            ))}
        </select>
      </div>
      {startsWithSystem !== null && (
        <label class="choice">
          <input
            type="checkbox"
            checked={startsWithSystem}
            onChange={(event) => void ask({ deed: "setStartsWithSystem", isOn: event.currentTarget.checked })}
          />
          <span>
            {settings.startsWith}
            <span class="hint under">{settings.startsHint}</span>
          </span>
        </label>
      )}
      <TroubleNotice trouble={trouble} />
    </section>
  );
}

function pauseEnd(how: (typeof PAUSES)[number], now: Date): string | null {
  if (how === "told") return null;
  if (how === "hour") return new Date(now.getTime() + HOUR_MILLIS).toISOString();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING_HOUR).toISOString();
}
