import type { ShownKey } from "@cfa/contract/keys";
import { PAIRING_QR } from "@cfa/contract/pairing-code";

import { Qr } from "../../components/qr";
import { ShownText } from "../../components/shown-text";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { ShownOnceSheet } from "./shown-once-sheet";

const TEST_IDS = { shown: "shown-key", copy: "copy-key", taken: "key-taken" };

/** An agent's key as it is shown this once: to copy, or as a one-time code that the agent fetches it by. */
export function ShownKeySheet({ shown, onClose }: { shown: ShownKey; onClose: () => void }) {
  const words = useWords();
  const { keys } = words.settings;
  const token = `${PAIRING_QR}${shown.token}`;
  return (
    <ShownOnceSheet
      words={keys}
      name={shown.row.name}
      secret={shown.key}
      testIDs={TEST_IDS}
      onClose={onClose}
    >
      <Text tone="textMuted">{keys.qr}</Text>
      <Qr text={token} label={words.start.connect.qrLabel} />
      <ShownText testID="shown-token">{token}</ShownText>
      <Text type="small" tone="textMuted">
        {keys.qrUntil(momentText(shown.tokenExpiresAt))}
      </Text>
    </ShownOnceSheet>
  );
}
