import { useRouter } from "expo-router";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Empty } from "../../components/notice";
import { useWords } from "../../locale/locale";
import { useColours } from "../../theme/theme";

/** An address that leads nowhere, or to a company that one does not belong to (any more). */
export function NotFoundScreen({ isCompany = false }: { isCompany?: boolean }) {
  const words = useWords();
  const colours = useColours();
  const router = useRouter();
  return (
    <View role="main" style={[styles.page, { backgroundColor: colours.ground }]} testID="not-found">
      <Empty
        icon="search"
        title={isCompany ? words.notFound.company : words.notFound.title}
        text={isCompany ? words.notFound.companyText : words.notFound.text}
        action={
          <Button
            title={words.notFound.home}
            onPress={() => router.replace("/")}
            testID={isCompany ? "from-lost-company" : undefined}
          />
        }
      />
    </View>
  );
}

const styles = StyleSheet.create({ page: { flex: 1, justifyContent: "center" } });
