import type { MyDevice } from "@cfa/contract/preferences";

import { Text } from "../../components/text";
import { useWordsOf } from "../../locale/locale";
import { MY_ALERT_WORDS } from "../../locale/my-alerts/words";

/** A browser is sent no messages: where they are switched on. */
export function ThisPhone(_props: { devices: readonly MyDevice[] }) {
  const words = useWordsOf(MY_ALERT_WORDS);
  return <Text tone="textMuted">{words.onPhone}</Text>;
}
