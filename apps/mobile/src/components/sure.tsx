import type { ReactNode } from "react";

import type { OwnSentences } from "../locale/failure-text";
import { useWords } from "../locale/locale";
import { needsSignIn } from "../queries/failure";
import { Button } from "./button";
import { Refused } from "./refused";
import { Sheet } from "./sheet";
import { Text } from "./text";

/**
 * Asks once more before something that is not easily undone, and says there why it could not be done. Where a new sign-in is
 * needed it steps aside for `SignInAgain`: a phone shows one sheet at a time.
 */
export function Sure(props: {
  open: boolean;
  title: string;
  text: string;
  yes: string;
  /** Something is taken away by it. */
  isDanger?: boolean;
  busy: boolean;
  error: Error | null;
  own?: OwnSentences;
  onYes: () => void;
  onClose: () => void;
  children?: ReactNode;
  testID: string;
}) {
  const {
    open,
    title,
    text,
    yes,
    isDanger = false,
    busy,
    error,
    own,
    onYes,
    onClose,
    children,
    testID,
  } = props;
  const words = useWords();
  return (
    <Sheet open={open && !needsSignIn(error)} title={title} onClose={onClose}>
      <Text>{text}</Text>
      {children}
      <Refused error={error} {...(own ? { own } : {})} testID={`${testID}-refused`} />
      <Button
        title={yes}
        kind={isDanger ? "danger" : "primary"}
        busy={busy}
        onPress={onYes}
        testID={testID}
      />
      <Button title={words.common.cancel} onPress={onClose} />
    </Sheet>
  );
}
