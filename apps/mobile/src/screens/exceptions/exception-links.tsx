import type { ExceptionRow } from "@cfa/contract/exceptions";
import { StyleSheet, View } from "react-native";

import { PressLink } from "../../components/press";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";

/** From an exception to what it is about: its parties and its bill. */
export function ExceptionLinks({ row, at }: { row: ExceptionRow; at: number }) {
  const words = useWords();
  const companyId = useCompanyId();
  const [bill] = row.bills;
  const isOne = row.parties.length === 1;
  return (
    <View style={styles.links}>
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

function Way(props: { title: string; href: Parameters<typeof PressLink>[0]["href"]; testID: string }) {
  const colours = useColours();
  return (
    <PressLink href={props.href} testID={props.testID} style={[styles.way, { borderColor: colours.line }]}>
      <Text type="smallStrong">{props.title}</Text>
    </PressLink>
  );
}

const styles = StyleSheet.create({
  links: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
  way: {
    justifyContent: "center",
    paddingHorizontal: SPACE.m,
    borderRadius: RADIUS.m,
    borderWidth: 1,
  },
});
