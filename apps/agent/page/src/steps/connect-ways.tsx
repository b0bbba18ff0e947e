import { useState } from "preact/hooks";
import type { VNode } from "preact";

import { pairingCodeOf } from "@cfa/contract/pairing-code";

import { useAgent, useAsking } from "../agent-context.tsx";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { TroubleNotice } from "../parts/notice.tsx";
import { ScanWay } from "../scan/scan-way.tsx";

/** A key that was copied whole. */
const KEY = /^cfa_(?:live|test)_[0-9A-Za-z]{39}$/;

const WAYS = ["typed", "own", "key", "scan"] as const;
type Way = (typeof WAYS)[number];

type WayProps = { readonly companyGuid: string; readonly done: () => void };

/** Four ways to the key, the quickest first. */
export function ConnectWays(props: WayProps): VNode {
  const { words } = useAgent();
  const [way, setWay] = useState<Way>("typed");
  return (
    <section class="card">
      <fieldset class="ways">
        <legend>{words.connect.ways}</legend>
        {WAYS.map((one) => (
          <label key={one}>
            <input type="radio" name="way" checked={way === one} onChange={() => setWay(one)} />
            <span>{words.connect.wayNames[one]}</span>
          </label>
        ))}
      </fieldset>
      {way === "typed" && <TypedWay {...props} />}
      {way === "own" && <OwnWay {...props} />}
      {way === "key" && <KeyWay {...props} />}
      {way === "scan" && <ScanWay companyGuid={props.companyGuid} />}
    </section>
  );
}

function TypedWay({ companyGuid }: WayProps): VNode {
  const { connect } = useAgent().words;
  const [code, setCode] = useState("");
  const [isWrong, setIsWrong] = useState(false);
  const { isBusy, trouble, ask } = useAsking();
  const take = (): void => {
    const tidy = pairingCodeOf(code);
    setIsWrong(tidy === undefined);
    if (tidy !== undefined) void ask({ deed: "pairByCode", companyGuid, code: tidy });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <Field
        label={connect.code}
        value={code}
        onInput={(text) => {
          setCode(text);
          setIsWrong(false);
        }}
        look="code"
        hint={connect.codeHint}
        wrong={isWrong ? connect.badCode : undefined}
      />
      <TroubleNotice trouble={trouble} />
      <Button kind="main" type="submit" isBusy={isBusy}>
        {connect.take}
      </Button>
    </form>
  );
}

function OwnWay({ companyGuid }: WayProps): VNode {
  const { connect } = useAgent().words;
  const { isBusy, trouble, ask } = useAsking();
  return (
    <div class="stack">
      <p class="hint">{connect.ownHint}</p>
      <TroubleNotice trouble={trouble} />
      <Button kind="main" isBusy={isBusy} onClick={() => void ask({ deed: "showOwnCode", companyGuid })}>
        {connect.showOwn}
      </Button>
    </div>
  );
}

function KeyWay({ companyGuid, done }: WayProps): VNode {
  const { connect } = useAgent().words;
  const [key, setKey] = useState("");
  const [isWrong, setIsWrong] = useState(false);
  const { isBusy, trouble, ask } = useAsking();
  const send = async (): Promise<void> => {
    const pasted = key.trim();
    const isKey = KEY.test(pasted);
    setIsWrong(!isKey);
    if (!isKey) return;
    // It must not stay in the window, whatever comes of it.
    setKey("");
    if (await ask({ deed: "pasteKey", companyGuid, key: pasted })) done();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field
        label={connect.key}
        value={key}
        onInput={(text) => {
          setKey(text);
          setIsWrong(false);
        }}
        kind="secret"
        hint={connect.keyHint}
        wrong={isWrong ? connect.badKey : undefined}
      />
      <TroubleNotice trouble={trouble} />
      <Button kind="main" type="submit" isBusy={isBusy}>
        {connect.useKey}
      </Button>
    </form>
  );
}
