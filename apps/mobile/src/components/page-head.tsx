import { useRouter } from "expo-router";
import { useEffect, type ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { useWords } from "../locale/locale";
import { showTitle } from "../platform/document";
import { useCompanyId } from "../session/view";
import { useColours, useLayout } from "../theme/theme";
import { RADIUS, SPACE, TARGET } from "../theme/tokens";
import { CompanyInitials } from "./company-switch";
import { Icon } from "./icon";
import { Press } from "./press";
import { Text } from "./text";

/** The title of a page, what stands under it, the way back, and something at its right. */
export function PageHead(props: {
  title: string;
  /** Stands in the place of the title and is the page's heading itself. */
  instead?: ReactNode;
  subtitle?: string | undefined;
  aside?: ReactNode;
  back?: boolean | undefined;
}) {
  const { title, instead, subtitle, aside, back = false } = props;
  const words = useWords();
  const phone = useLayout() === "phone";
  useEffect(() => showTitle(`${title} · ${words.app.name}`), [title, words]);
  return (
    <View style={styles.head}>
      {back ? <Back /> : null}
      {instead ?? (
        <View style={[styles.words, back && styles.long]}>
          <Text type={phone ? "heading" : "title"} heading={1} testID="page-title">
            {title}
          </Text>
          {subtitle ? (
            <Text type="small" tone="textMuted">
              {subtitle}
            </Text>
          ) : null}
        </View>
      )}
      {aside}
      {phone && instead === undefined ? <CompanyInitials /> : null}
    </View>
  );
}

function Back() {
  const words = useWords();
  const colours = useColours();
  const router = useRouter();
  const companyId = useCompanyId();
  return (
    <Press
      label={words.common.back}
      testID="back"
      style={styles.back}
      onPress={() => {
        if (router.canGoBack()) router.back();
        else router.replace({ pathname: "/[companyId]", params: { companyId } });
      }}
    >
      <Icon name="back" color={colours.text} />
    </Press>
  );
}

const styles = StyleSheet.create({
  head: {
    flexDirection: "row",
    flexWrap: "wrap",
    alignItems: "center",
    gap: SPACE.s,
    minHeight: 52,
    marginBottom: SPACE.m,
  },
  words: { flex: 1 },
  // Many names of parties are long: what stands at their right goes below where it leaves them too little.
  long: { minWidth: 160 },
  back: {
    width: TARGET,
    alignItems: "center",
    justifyContent: "center",
    marginLeft: -SPACE.m,
    borderRadius: RADIUS.pill,
  },
});
