import type { ShownKey } from "@cfa/contract/keys";
import { PAIRING_QR } from "@cfa/contract/pairing-code";

import { Button } from "../../components/button";
import { CopyButton } from "../../components/copy-button";
import { Qr } from "../../components/qr";
import { Sheet } from "../../components/sheet";
import { ShownText } from "../../components/shown-text";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";

/** A key as it is shown this once: to copy, or as a one-time code that the agent fetches it by. */
export function ShownKeySheet({ shown, onClose }: { shown: ShownKey; onClose: () => void }) {
  const words = useWords();
  const { keys } = words.settings;
  const token = `${PAIRING_QR}${shown.token}`;
  return (
    <Sheet open title={keys.shown} onClose={onClose}>
      <Text type="strong">{shown.row.name}</Text>
      <Text>{keys.shownText}</Text>
      <ShownText label={keys.shownLabel} testID="shown-key">
        {shown.key}
      </ShownText>
      <CopyButton title={keys.copyKey} text={shown.key} testID="copy-key" />
      <Text tone="textMuted">{keys.qr}</Text>
      <Qr text={token} label={words.start.connect.qrLabel} />
      <ShownText testID="shown-token">{token}</ShownText>
      <Text type="small" tone="textMuted">
        {keys.qrUntil(momentText(shown.tokenExpiresAt))}
      </Text>
      <Button title={keys.close} kind="primary" onPress={onClose} testID="key-taken" />
    </Sheet>
  );
}
