import type { DraftPreview } from "@cfa/contract/drafts";
import { View } from "react-native";

import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { SPACE } from "../../theme/tokens";

/** Who did what with a draft, and when. It is kept for ever. */
export function DraftHistory({ preview }: { preview: DraftPreview }) {
  const words = useWords();
  return (
    <View style={{ gap: SPACE.xs }} testID="draft-history">
      <Text type="smallStrong" tone="textMuted" heading={3}>
        {words.drafts.preview.history}
      </Text>
      <View role="list" style={{ gap: SPACE.xs }}>
        {preview.history.map(({ at, who, action }) => (
          <View key={`${at} ${action}`} role="listitem">
            <Text type="small">{`${words.drafts.actions[action]} · ${who}`}</Text>
            <Text type="small" tone="textMuted">
              {momentText(at)}
            </Text>
          </View>
        ))}
      </View>
    </View>
  );
}
