import { keyNameOf } from "@cfa/contract/typed";
import { useState } from "react";

import { Button } from "../../components/button";
import { Field } from "../../components/field";
import { Refused } from "../../components/refused";
import { Sheet } from "../../components/sheet";
import { ASSISTANT_SETTING_WORDS } from "../../locale/assistant-settings/words";
import { useWordsOf } from "../../locale/locale";
import { needsSignIn } from "../../queries/failure";
import type { useReadKeyDeeds } from "../../queries/use-assistant";
import { useCompanyId } from "../../session/view";
import { ShownOnceSheet } from "./shown-once-sheet";

type Make = ReturnType<typeof useReadKeyDeeds>["make"];

const USUAL_DAYS = "90";
const MOST_DAYS = 365;

/** Names a key for reading and says how long it works. */
export function MakeReadKeySheet({ make, onClose }: { make: Make; onClose: () => void }) {
  const own = useWordsOf(ASSISTANT_SETTING_WORDS);
  const companyId = useCompanyId();
  const [name, setName] = useState("");
  const [days, setDays] = useState(USUAL_DAYS);
  const [isTried, setTried] = useState(false);
  const typed = keyNameOf(name);
  const count = /^\d{1,3}$/.test(days.trim()) ? Number(days) : 0;
  const isCount = count >= 1 && count <= MOST_DAYS;
  const send = (): void => {
    setTried(true);
    if (typed !== undefined && isCount && !make.isPending)
      make.mutate({ companyId, name: typed, days: count });
  };
  const close = (): void => {
    if (!make.isPending) make.reset();
    onClose();
  };
  return (
    <Sheet open={!needsSignIn(make.error)} title={own.make} onClose={close}>
      <Field
        label={own.name}
        value={name}
        onChange={setName}
        onSubmit={send}
        expects="name"
        error={isTried && typed === undefined ? own.nameWrong : undefined}
        testID="read-key-name"
      />
      <Field
        label={own.days}
        value={days}
        onChange={setDays}
        onSubmit={send}
        numeric
        error={isTried && !isCount ? own.daysWrong : undefined}
        testID="read-key-days"
      />
      <Refused error={make.error} own={{ conflict: own.many }} testID="make-read-refused" />
      <Button
        title={own.makeYes}
        kind="primary"
        busy={make.isPending}
        onPress={send}
        testID="make-read-yes"
      />
    </Sheet>
  );
}

const TEST_IDS = { shown: "shown-read-key", copy: "copy-read-key", taken: "read-key-taken" };

/** A key for reading as it is shown this once. */
export function ShownReadKeySheet(props: { shown: NonNullable<Make["data"]>; onClose: () => void }) {
  const { shown, onClose } = props;
  const own = useWordsOf(ASSISTANT_SETTING_WORDS);
  return (
    <ShownOnceSheet
      words={own}
      name={shown.row.name}
      secret={shown.key}
      testIDs={TEST_IDS}
      onClose={onClose}
    />
  );
}
