import { useRouter } from "expo-router";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Empty } from "../../components/notice";
import { useWords } from "../../locale/locale";
import { useColours } from "../../theme/theme";

/** An address that leads nowhere. */
export function NotFoundScreen() {
  const words = useWords();
  const colours = useColours();
  const router = useRouter();
  return (
    <View role="main" style={[styles.page, { backgroundColor: colours.ground }]} testID="not-found">
      <Empty
        icon="search"
        title={words.notFound.title}
        text={words.notFound.text}
        action={<Button title={words.notFound.home} onPress={() => router.replace("/")} />}
      />
    </View>
  );
}

const styles = StyleSheet.create({ page: { flex: 1, justifyContent: "center" } });
