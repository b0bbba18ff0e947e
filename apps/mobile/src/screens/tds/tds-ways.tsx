import { StyleSheet, View } from "react-native";

import { Way } from "../../components/way";
import { useWords } from "../../locale/locale";
import { useKeepsBooks } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

/** From what a customer keeps back to the customer's page, and to the form that says what it keeps back. */
export function TdsWays({ partyId }: { partyId: string }) {
  const words = useWords();
  const companyId = useCompanyId();
  const params = { companyId, partyId };
  return (
    <View style={styles.ways}>
      <Way
        href={{ pathname: "/[companyId]/parties/[partyId]", params }}
        title={words.tds.party}
        testID="tds-to-party"
      />
      {useKeepsBooks(companyId) ? (
        <Way
          href={{ pathname: "/[companyId]/corrections/new", params: { ...params, kind: "tds-profile" } }}
          title={words.tds.setRate}
          testID="tds-set-rate"
        />
      ) : null}
    </View>
  );
}

const styles = StyleSheet.create({
  ways: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
});
