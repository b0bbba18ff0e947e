import { failureText, type OwnSentences } from "../locale/failure-text";
import { useWords } from "../locale/locale";
import { needsSignIn } from "../queries/failure";
import { Notice } from "./notice";

/** Why something could not be done, where it was tried; nothing while it could, or while only a new sign-in is asked for. */
export function Refused(props: { error: Error | null; own?: OwnSentences; testID?: string }) {
  const { error, own = {}, testID = "refused" } = props;
  const words = useWords();
  if (error === null || needsSignIn(error)) return null;
  return (
    <Notice icon="bad" kind="bad" testID={testID}>
      {failureText(error, words, own)}
    </Notice>
  );
}
