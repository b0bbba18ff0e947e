import { Redirect } from "expo-router";
import { StyleSheet, View } from "react-native";

import { ReadState } from "../../components/read-state";
import { useCompanies } from "../../queries/use-companies";
import { useSession } from "../../queries/use-session";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";

/** The bare address: leads to the sign-in, or to the first company's home. */
export function StartScreen() {
  const colours = useColours();
  return (
    <View role="main" style={[styles.page, { backgroundColor: colours.ground }]}>
      <ReadState read={useSession()}>
        {({ user }) => (user ? <FirstCompany /> : <Redirect href="/sign-in" />)}
      </ReadState>
    </View>
  );
}

/** Who belongs to no company yet registers one. */
function FirstCompany() {
  return (
    <ReadState read={useCompanies()}>
      {({ companies }) => {
        const first = companies[0];
        if (!first) return <Redirect href="/new-company" />;
        return <Redirect href={{ pathname: "/[companyId]", params: { companyId: first.companyId } }} />;
      }}
    </ReadState>
  );
}

const styles = StyleSheet.create({ page: { flex: 1, padding: SPACE.l, justifyContent: "center" } });
