import type { ReactNode } from "react";

import type { OwnSentences } from "../locale/failure-text";
import { useWords } from "../locale/locale";
import { needsSignIn } from "../queries/failure";
import { Button } from "./button";
import { Refused } from "./refused";
import { Sheet } from "./sheet";
import { Text } from "./text";

/** What is asked about, as its mutation holds it. */
type Deed = { isPending: boolean; error: Error | null; reset: () => void };

/**
 * Asks once more before something that is not easily undone, and says there why it could not be done, until it is closed. Where a
 * new sign-in is needed it steps aside for `SignInAgain`: a phone shows one sheet at a time.
 */
export function Sure(props: {
  open: boolean;
  title: string;
  text: string;
  yes: string;
  /** Something is taken away by it. */
  isDanger?: boolean;
  deed: Deed;
  own?: OwnSentences;
  onYes: () => void;
  onClose: () => void;
  children?: ReactNode;
  testID: string;
}) {
  const { open, title, text, yes, isDanger = false, deed, own, onYes, onClose, children, testID } = props;
  const words = useWords();
  const close = () => {
    // The next question, about another key or person, does not begin with why this one was not done.
    if (!deed.isPending) deed.reset();
    onClose();
  };
  return (
    <Sheet open={open && !needsSignIn(deed.error)} title={title} onClose={close}>
      <Text>{text}</Text>
      {children}
      <Refused error={deed.error} {...(own ? { own } : {})} testID={`${testID}-refused`} />
      <Button
        title={yes}
        kind={isDanger ? "danger" : "primary"}
        busy={deed.isPending}
        onPress={onYes}
        testID={testID}
      />
      <Button title={words.common.cancel} onPress={close} />
    </Sheet>
  );
}
