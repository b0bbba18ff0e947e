import type { ReactNode } from "react";

import { Button } from "../../components/button";
import { CopyButton } from "../../components/copy-button";
import { Sheet } from "../../components/sheet";
import { ShownText } from "../../components/shown-text";
import { Text } from "../../components/text";

type OnceWords = { shown: string; shownText: string; shownLabel: string; copyKey: string; close: string };

/** A key as it is shown this once, to copy; what stands below is another way to hand it on. */
export function ShownOnceSheet(props: {
  words: OnceWords;
  name: string;
  secret: string;
  /** Of the key, of what copies it and of what says that it was taken. */
  testIDs: { shown: string; copy: string; taken: string };
  onClose: () => void;
  children?: ReactNode;
}) {
  const { words, name, secret, testIDs, onClose, children } = props;
  return (
    <Sheet open title={words.shown} onClose={onClose}>
      <Text type="strong">{name}</Text>
      <Text>{words.shownText}</Text>
      <ShownText label={words.shownLabel} testID={testIDs.shown}>
        {secret}
      </ShownText>
      <CopyButton title={words.copyKey} text={secret} testID={testIDs.copy} />
      {children}
      <Button title={words.close} kind="primary" onPress={onClose} testID={testIDs.taken} />
    </Sheet>
  );
}
