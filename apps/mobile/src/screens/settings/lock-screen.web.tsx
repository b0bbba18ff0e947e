import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { useWords } from "../../locale/locale";

/** A link from a phone may lead here: the lock is for phones. */
export function LockScreen() {
  const { lock } = useWords().settings;
  return (
    <Page title={lock.heading} back narrow>
      <Notice icon="none" kind="neutral" testID="lock-for-phones">
        {lock.forPhones}
      </Notice>
    </Page>
  );
}
