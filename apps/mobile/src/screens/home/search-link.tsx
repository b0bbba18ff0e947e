import { useRouter, type Href } from "expo-router";
import { useCallback } from "react";
import { StyleSheet } from "react-native";

import { Icon } from "../../components/icon";
import { PressLink } from "../../components/press";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useSlashKey } from "../../platform/search-keys";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";

/** Looks like the line to write into that it leads to; the key "/" goes there too. */
export function SearchLink() {
  const words = useWords();
  const colours = useColours();
  const router = useRouter();
  const companyId = useCompanyId();
  const place: Href = { pathname: "/[companyId]/search", params: { companyId } };
  useSlashKey(
    useCallback(
      () => router.push({ pathname: "/[companyId]/search", params: { companyId } }),
      [router, companyId],
    ),
  );
  return (
    <PressLink
      href={place}
      testID="home-search"
      style={[styles.line, { backgroundColor: colours.surface, borderColor: colours.lineStrong }]}
    >
      <Icon name="search" color={colours.textMuted} size={20} />
      <Text tone="textMuted" lines={1} style={styles.words}>
        {words.today.search.open}
      </Text>
    </PressLink>
  );
}

const styles = StyleSheet.create({
  line: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.s,
    minHeight: 48,
    paddingHorizontal: SPACE.m,
    borderRadius: RADIUS.m,
    borderWidth: 1,
  },
  words: { flexShrink: 1 },
});
