import { View } from "react-native";

import { useWords } from "../locale/locale";
import { SPACE } from "../theme/tokens";
import { Button } from "./button";

/** The way to the next page of a list that came by cursor. */
export function LoadMore(props: { hasMore: boolean; busy: boolean; onPress: () => unknown }) {
  const { hasMore, busy, onPress } = props;
  const words = useWords();
  if (!hasMore) return null;
  return (
    <View style={{ padding: SPACE.l, alignItems: "center" }}>
      <Button title={words.common.loadMore} busy={busy} onPress={() => void onPress()} testID="load-more" />
    </View>
  );
}
