import { StyleSheet, View } from "react-native";

import { useWords } from "../locale/locale";
import { SWITCH_KEYS } from "../platform/switch-key";
import { useCompanies } from "../queries/use-companies";
import { useCompanyId } from "../session/view";
import { useColours } from "../theme/theme";
import { RADIUS, SPACE, TARGET } from "../theme/tokens";
import { useSwitching } from "./company/switching";
import { Icon } from "./icon";
import { Press } from "./press";
import { Text } from "./text";

/** The company that is open, and the way to another one where one belongs to several. */
export function CompanySwitch({ asTitle = false }: { asTitle?: boolean }) {
  const words = useWords();
  const colours = useColours();
  const company = useCompany();
  const open = useSwitching();
  if (!company) return null;
  const notes = [
    words.settings.roles[company.role],
    ...(company.isDemo ? [words.settings.demo] : []),
    ...(open === null || asTitle || SWITCH_KEYS === null ? [] : [SWITCH_KEYS]),
  ];
  const name = (
    <View style={styles.words}>
      <Text
        type={asTitle ? "heading" : "strong"}
        heading={asTitle ? 1 : undefined}
        lines={asTitle ? 2 : 3}
        testID="company-name"
      >
        {company.name}
      </Text>
      <Text type="small" tone="textMuted">
        {notes.join(" · ")}
      </Text>
    </View>
  );
  const box = [styles.box, asTitle ? styles.title : { borderColor: colours.line, borderWidth: 1 }];
  if (open === null) return <View style={box}>{name}</View>;
  return (
    <Press onPress={open} testID="company-switch" style={box}>
      {name}
      <Icon name="down" color={colours.textMuted} size={18} />
    </Press>
  );
}

/** The same where there is no room for a name: its first letters. Nothing where there is only one company. */
export function CompanyInitials() {
  const open = useSwitching();
  return open === null ? null : <Initials open={open} />;
}

function Initials({ open }: { open: () => void }) {
  const words = useWords();
  const colours = useColours();
  const company = useCompany();
  if (!company) return null;
  return (
    <Press
      onPress={open}
      label={`${initialsOf(company.name)}, ${company.name}: ${words.settings.switchCompany}`}
      testID="company-initials"
      style={[styles.initials, { borderColor: colours.lineStrong, backgroundColor: colours.surface }]}
    >
      <Text type="smallStrong" tone="brand">
        {initialsOf(company.name)}
      </Text>
    </Press>
  );
}

function useCompany() {
  const companyId = useCompanyId();
  return useCompanies().data?.companies.find((one) => one.companyId === companyId);
}

/** First letters of the first two words, whole as people see them. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  return words
    .slice(0, 2)
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 32))
    .join("")
    .toLocaleUpperCase();
}

const styles = StyleSheet.create({
  box: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.s,
    padding: SPACE.m,
    borderRadius: RADIUS.m,
  },
  title: { flex: 1, marginLeft: -SPACE.m },
  words: { flexShrink: 1 },
  initials: {
    width: TARGET,
    height: TARGET,
    alignItems: "center",
    justifyContent: "center",
    alignSelf: "center",
    borderRadius: RADIUS.pill,
    borderWidth: 1,
  },
});
