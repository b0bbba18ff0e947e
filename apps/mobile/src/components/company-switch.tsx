import { useRouter } from "expo-router";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { useWords } from "../locale/locale";
import { useCompanies } from "../queries/use-companies";
import { useCompanyId } from "../session/view";
import { useColours } from "../theme/theme";
import { RADIUS, SPACE } from "../theme/tokens";
import { Button } from "./button";
import { Choice } from "./choice";
import { Icon } from "./icon";
import { Press } from "./press";
import { Sheet } from "./sheet";
import { Text } from "./text";

/** The company whose books are open; where there are several, the way to another. As a title it heads the page. */
export function CompanySwitch({ asTitle = false }: { asTitle?: boolean }) {
  const [open, setOpen] = useState(false);
  const words = useWords();
  const colours = useColours();
  const router = useRouter();
  const companyId = useCompanyId();
  const companies = useCompanies().data?.companies ?? [];
  const company = companies.find((one) => one.companyId === companyId);
  if (!company) return null;
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
        {[words.settings.roles[company.role], ...(company.isDemo ? [words.settings.demo] : [])].join(" · ")}
      </Text>
    </View>
  );
  const box = [styles.box, asTitle ? styles.title : { borderColor: colours.line, borderWidth: 1 }];
  if (companies.length < 2) {
    return <View style={box}>{name}</View>;
  }
  return (
    <>
      <Press onPress={() => setOpen(true)} testID="company-switch" style={box}>
        {name}
        <Icon name="down" color={colours.textMuted} size={18} />
      </Press>
      <Sheet open={open} title={words.settings.switchCompany} onClose={() => setOpen(false)}>
        {companies.map((one) => (
          <Choice
            key={one.companyId}
            title={one.name}
            note={words.settings.roles[one.role]}
            chosen={one.companyId === companyId}
            testID={`company-${one.companyId}`}
            onPress={() => {
              setOpen(false);
              router.replace({ pathname: "/[companyId]", params: { companyId: one.companyId } });
            }}
          />
        ))}
        <Button
          title={words.start.company.another}
          onPress={() => {
            setOpen(false);
            router.push("/new-company");
          }}
          testID="another-company"
        />
      </Sheet>
    </>
  );
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
});
