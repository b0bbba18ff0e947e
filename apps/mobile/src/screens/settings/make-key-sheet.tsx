import { keyNameOf } from "@cfa/contract/typed";
import { useState } from "react";

import { Button } from "../../components/button";
import { Field } from "../../components/field";
import { Refused } from "../../components/refused";
import { Sheet } from "../../components/sheet";
import { useWords } from "../../locale/locale";
import { needsSignIn } from "../../queries/failure";
import type { useKeyDeeds } from "../../queries/use-keys";

/** Names a key that is made by hand. */
export function MakeKeySheet(props: {
  companyId: string;
  make: ReturnType<typeof useKeyDeeds>["make"];
  onClose: () => void;
}) {
  const { companyId, make, onClose } = props;
  const words = useWords();
  const { keys } = words.settings;
  const [name, setName] = useState("");
  const [isWrong, setWrong] = useState(false);
  const send = () => {
    const typed = keyNameOf(name);
    setWrong(typed === undefined);
    if (typed !== undefined && !make.isPending) make.mutate({ companyId, name: typed });
  };
  const close = () => {
    if (!make.isPending) make.reset();
    onClose();
  };
  return (
    <Sheet open={!needsSignIn(make.error)} title={keys.make} onClose={close}>
      <Field
        label={keys.name}
        value={name}
        onChange={setName}
        onSubmit={send}
        expects="name"
        error={isWrong ? keys.nameWrong : undefined}
        testID="key-name"
      />
      <Refused error={make.error} own={{ conflict: keys.conflict }} testID="make-refused" />
      <Button title={keys.makeYes} kind="primary" busy={make.isPending} onPress={send} testID="make-yes" />
    </Sheet>
  );
}
