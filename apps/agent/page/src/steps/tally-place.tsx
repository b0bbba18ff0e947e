import { useState } from "preact/hooks";
import type { VNode } from "preact";

import { useAgent, useAsking } from "../agent-context.tsx";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { TroubleNotice } from "../parts/notice.tsx";

const MOST_PORT = 65_535;

/** Where Tally is, for the few whose Tally is elsewhere. */
export function TallyPlace(): VNode {
  const { view, words } = useAgent();
  const [host, setHost] = useState(view.tally.host);
  const [port, setPort] = useState(String(view.tally.port));
  const [wrong, setWrong] = useState<"host" | "port">();
  const { isBusy, trouble, ask } = useAsking();
  const save = async (): Promise<void> => {
    const number = /^\d{1,5}$/.test(port.trim()) ? Number(port) : 0;
    const fault = /^[^\s/]+$/.test(host.trim()) ? undefined : "host";
    setWrong(fault ?? (number >= 1 && number <= MOST_PORT ? undefined : "port"));
    if (fault !== undefined || number < 1 || number > MOST_PORT) return;
    if (await ask({ deed: "setTally", host: host.trim(), port: number })) await ask({ deed: "checkTally" });
  };
  return (
    <details class="card">
      <summary>{words.tally.place}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div class="row">
          <Field
            label={words.tally.host}
            value={host}
            onInput={setHost}
            wrong={wrong === "host" ? words.tally.badHost : undefined}
          />
          <Field
            label={words.tally.port}
            value={port}
            onInput={setPort}
            look="narrow"
            inputMode="numeric"
            wrong={wrong === "port" ? words.tally.badPort : undefined}
          />
        </div>
        <TroubleNotice trouble={trouble} />
        <Button type="submit" isBusy={isBusy}>
          {words.tally.savePlace}
        </Button>
      </form>
    </details>
  );
}
