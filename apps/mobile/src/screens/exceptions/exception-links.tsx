import type { ExceptionRow } from "@cfa/contract/exceptions";
import { StyleSheet, View } from "react-native";

import { Way } from "../../components/way";
import { useWords } from "../../locale/locale";
import { useKeepsBooks } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { formOf } from "./exception-ways";

/** From an exception to what it is about, its parties and its bill, and to the form that puts it right. */
export function ExceptionLinks({ row, at }: { row: ExceptionRow; at: number }) {
  const words = useWords();
  const companyId = useCompanyId();
  const [bill] = row.bills;
  const keepsBooks = useKeepsBooks(companyId);
  const deed = keepsBooks ? formOf(row) : null;
  const isOne = row.parties.length === 1;
  return (
    <View style={styles.links}>
      {deed === null ? null : (
        <Way
          title={deed.kind === "rematch" ? words.exceptions.byHand : words.corrections.make[deed.kind]}
          href={{ pathname: "/[companyId]/corrections/new", params: { companyId, ...deed } }}
          testID={`exception-deed-${at}`}
        />
      )}
      {row.kind === "conflict" ? (
        <Way
          title={words.corrections.heading}
          href={{ pathname: "/[companyId]/corrections", params: { companyId, state: "conflict" } }}
          testID={`exception-resolve-${at}`}
        />
      ) : null}
      {keepsBooks && isOne && row.kind === "tds-short" && row.side === "receivable" ? (
        <Way
          title={words.tds.heading}
          href={{
            pathname: "/[companyId]/tds/[partyId]",
            params: { companyId, partyId: row.parties[0]?.partyId ?? "" },
          }}
          testID={`exception-tds-${at}`}
        />
      ) : null}
      {bill !== undefined && row.bills.length === 1 ? (
        <Way
          title={words.exceptions.toBill}
          href={{ pathname: "/[companyId]/bills/[billId]", params: { companyId, billId: bill.billId } }}
          testID={`exception-bill-${at}`}
        />
      ) : null}
      {row.parties.map(({ partyId, name }, place) => (
        <Way
          key={partyId}
          title={isOne ? words.exceptions.toParty : name}
          href={{ pathname: "/[companyId]/parties/[partyId]", params: { companyId, partyId } }}
          testID={`exception-party-${at}-${place}`}
        />
      ))}
    </View>
  );
}

const styles = StyleSheet.create({
  links: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s, flexShrink: 1 },
});
