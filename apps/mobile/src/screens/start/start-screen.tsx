import { Redirect } from "expo-router";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Empty } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { useWords } from "../../locale/locale";
import { useCompanies } from "../../queries/use-companies";
import { useSession } from "../../queries/use-session";
import { signOut } from "../../session/sign-in";
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

function FirstCompany() {
  const words = useWords();
  return (
    <ReadState read={useCompanies()}>
      {({ companies }) => {
        const first = companies[0];
        if (first)
          return <Redirect href={{ pathname: "/[companyId]", params: { companyId: first.companyId } }} />;
        return (
          <Empty
            title={words.home.noCompanies}
            text={words.home.noCompaniesText}
            action={<Button title={words.settings.signOut} onPress={() => void signOut()} />}
          />
        );
      }}
    </ReadState>
  );
}

const styles = StyleSheet.create({ page: { flex: 1, padding: SPACE.l, justifyContent: "center" } });
