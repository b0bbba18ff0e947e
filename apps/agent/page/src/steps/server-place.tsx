import { useEffect, useState } from "preact/hooks";
import type { VNode } from "preact";

import { useAgent, useAsking } from "../agent-context.tsx";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { TroubleNotice } from "../parts/notice.tsx";

/** The server's address: shown where it is known, asked for where it is not. */
export function ServerPlace(): VNode {
  const { view, words } = useAgent();
  const { origin, trouble: reachTrouble } = view.server;
  const [isOpen, setIsOpen] = useState(origin === null);
  const [text, setText] = useState(origin ?? "");
  const [isWrong, setIsWrong] = useState(false);
  const { isBusy, trouble, ask } = useAsking();
  useEffect(() => {
    if (origin !== null) setText(origin);
  }, [origin]);
  const save = async (): Promise<void> => {
    const address = addressOf(text);
    setIsWrong(address === undefined);
    if (address !== undefined && (await ask({ deed: "setServer", origin: address }))) setIsOpen(false);
  };
  if (!isOpen && origin !== null) {
    return (
      <section class="card">
        <div class="known">
          <div>
            <p class="label">{words.connect.server}</p>
            <p class="strong breaks">{origin}</p>
          </div>
          <Button onClick={() => setIsOpen(true)} spoken={`${words.connect.change}: ${words.connect.server}`}>
            {words.connect.change}
          </Button>
        </div>
        <TroubleNotice trouble={reachTrouble} />
      </section>
    );
  }
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        label={words.connect.server}
        value={text}
        onInput={(written) => {
          setText(written);
          setIsWrong(false);
        }}
        kind="url"
        hint={words.connect.serverHint}
        wrong={isWrong ? words.connect.badServer : undefined}
      />
      <TroubleNotice trouble={trouble} />
      <Button kind={origin === null ? "main" : "plain"} type="submit" isBusy={isBusy}>
        {words.connect.save}
      </Button>
    </form>
  );
}

/** What was written as an address; a scheme that was left out is the safe one. */
function addressOf(text: string): string | undefined {
  const written = text.trim();
  const whole = /^https?:\/\//i.test(written) ? written : `https://${written}`;
  return written !== "" && URL.canParse(whole) ? new URL(whole).origin : undefined;
}
