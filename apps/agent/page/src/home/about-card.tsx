import { useState } from "preact/hooks";
import type { VNode } from "preact";

import type { UpdateView } from "../../../src/engine/agent-view.ts";
import { useAgent, useAsking } from "../agent-context.tsx";
import type { Words } from "../locale/en.ts";
import { Button } from "../parts/button.tsx";
import { Facts } from "../parts/facts.tsx";
import { TroubleNotice } from "../parts/notice.tsx";

/** Which agent this is, whether there is a newer one, and what helps those who help. */
export function AboutCard(): VNode {
  const { view, words } = useAgent();
  const { about } = words;
  const { isBusy, trouble, ask } = useAsking();
  const { update } = view;
  const isReady = update.state === "ready";
  return (
    <section class="card" aria-label={about.heading}>
      <h2>{about.heading}</h2>
      <Facts
        facts={[
          [about.version, view.version],
          [about.machine, view.machine],
          [about.user, view.user],
          [about.keys, view.isKeyProtected ? about.isProtected : about.isNotProtected],
          [about.folder, view.dataFolder],
        ]}
      />
      <div class="stack" role="group" aria-label={about.update}>
        <p role="status">{updateText(update, about)}</p>
        <TroubleNotice trouble={update.trouble ?? trouble} />
        <Button
          kind={isReady ? "main" : "plain"}
          isBusy={isBusy || update.state === "fetching"}
          onClick={() => void ask({ deed: isReady ? "restart" : "lookForUpdate" })}
        >
          {isReady ? about.restart : about.look}
        </Button>
      </div>
      <div class="row">
        <CopyDiagnostics />
        <Button isBusy={isBusy} onClick={() => void ask({ deed: "openLogs" })}>
          {about.logs}
        </Button>
      </div>
    </section>
  );
}

function updateText({ state, version }: UpdateView, { updates }: Words["about"]): string {
  switch (state) {
    case "available":
    case "fetching":
    case "ready":
      return updates[state](version ?? "");
    case "too-old":
      return updates.tooOld;
    case "current":
    case "failed":
      return updates[state];
  }
}

/** Into the clipboard; where the browser does not allow that, into a box to copy from. */
function CopyDiagnostics(): VNode {
  const { link, words } = useAgent();
  const { about } = words;
  const [text, setText] = useState<string>();
  const [isCopied, setIsCopied] = useState(false);
  const copy = async (): Promise<void> => {
    const told = await link.diagnostics();
    if (told === undefined) return;
    const isWell = await navigator.clipboard.writeText(told).then(
      () => true,
      () => false,
    );
    setIsCopied(isWell);
    setText(isWell ? undefined : told);
  };
  return (
    <>
      <Button onClick={() => void copy()}>{about.copy}</Button>
      <p role="status" class={isCopied ? "hint whole" : "unseen"}>
        {isCopied ? about.copied : ""}
      </p>
      {text !== undefined && (
        <textarea class="whole" readOnly rows={8} value={text} aria-label={about.copyYourself} />
      )}
    </>
  );
}
