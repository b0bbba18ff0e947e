import type { ComponentChildren, VNode } from "preact";

import type { Trouble } from "../../../src/engine/agent-view.ts";
import { useAgent } from "../agent-context.tsx";
import { troubleText } from "../locale/trouble-text.ts";
import { Icon, type IconName } from "./icon.tsx";

export type Tone = "good" | "warn" | "bad" | "calm";

const ICONS: Record<Tone, IconName> = { good: "check", warn: "alert", bad: "alert", calm: "clock" };

/** Something that is to be known, on a ground of its tone. */
export function Notice({ tone, children }: { tone: Tone; children: ComponentChildren }): VNode {
  return (
    <div class={`notice ${tone}`}>
      <Icon name={ICONS[tone]} />
      <div>{children}</div>
    </div>
  );
}

/** What is wrong, and the one thing to do; nothing while nothing is. */
export function TroubleNotice({ trouble }: { trouble: Trouble | null }): VNode {
  const { language } = useAgent();
  const said = trouble === null ? undefined : troubleText(trouble, language);
  return (
    <div role="alert">
      {said !== undefined && (
        <Notice tone={said.fix === "" ? "calm" : "bad"}>
          <p class="strong">{said.message}</p>
          {said.fix !== "" && <p>{said.fix}</p>}
        </Notice>
      )}
    </div>
  );
}
