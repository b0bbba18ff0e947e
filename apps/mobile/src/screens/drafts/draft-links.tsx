import type { Bill } from "@cfa/contract/reads";
import { useRouter } from "expo-router";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { useWords } from "../../locale/locale";
import { useKeepsBooks } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

/** From a customer's open bill to a draft for it, for those who keep the books. */
export function DraftLinks({ bill }: { bill: Bill }) {
  const words = useWords();
  const router = useRouter();
  const companyId = useCompanyId();
  if (!useKeepsBooks(companyId) || bill.side !== "receivable" || BigInt(bill.open) === 0n) return null;
  const draft = (kind: "credit-note" | "receipt"): void =>
    router.push({
      pathname: "/[companyId]/drafts/new",
      params: { companyId, billId: bill.billId, kind },
    });
  return (
    <Card heading={words.drafts.draftFor} hint={words.drafts.draftForText} testID="draft-links">
      <View style={styles.buttons}>
        {(["receipt", "credit-note"] as const).map((kind) => (
          <View key={kind} style={styles.button}>
            <Button
              title={words.drafts.draftKind[kind]}
              icon="voucher"
              onPress={() => draft(kind)}
              testID={`draft-${kind}`}
            />
          </View>
        ))}
      </View>
    </Card>
  );
}

/** The way to the list of drafts, beside how well the books follow Tally. */
export function DraftsCard() {
  const words = useWords();
  const router = useRouter();
  const companyId = useCompanyId();
  if (!useKeepsBooks(companyId)) return null;
  return (
    <Card heading={words.drafts.heading} hint={words.drafts.onSync}>
      <Button
        title={words.drafts.open}
        icon="voucher"
        onPress={() => router.push({ pathname: "/[companyId]/drafts", params: { companyId } })}
        testID="to-drafts"
      />
    </Card>
  );
}

const styles = StyleSheet.create({
  buttons: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
  button: { flexGrow: 1, flexBasis: 220 },
});
