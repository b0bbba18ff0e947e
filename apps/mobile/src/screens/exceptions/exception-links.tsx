import type { CorrectionKind } from "@cfa/contract/corrections";
import type { ExceptionRow } from "@cfa/contract/exceptions";
import { StyleSheet, View } from "react-native";

import { Way } from "../../components/way";
import { useWords } from "../../locale/locale";
import { useKeepsBooks } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

/** From an exception to what it is about, its parties and its bill, and to the form that puts it right. */
export function ExceptionLinks({ row, at }: { row: ExceptionRow; at: number }) {
  const words = useWords();
  const companyId = useCompanyId();
  const [bill] = row.bills;
  const keepsBooks = useKeepsBooks(companyId);
  const deed = keepsBooks ? deedOf(row) : null;
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

/** The correction that would put an exception right, as the address of its form; null where none would. */
function deedOf(row: ExceptionRow): ({ kind: CorrectionKind } & Record<string, string>) | null {
  const [party] = row.parties;
  const [bill] = row.bills;
  if (row.kind === "old-bill" && bill !== undefined) return { kind: "write-off", billId: bill.billId };
  if (party === undefined) return null;
  const { partyId } = party;
  if (row.money !== null) {
    return {
      kind: "rematch",
      partyId,
      voucherId: row.money.voucherId,
      lineNo: String(row.money.lineNo),
    };
  }
  if (row.kind === "no-due-date") return { kind: "terms", partyId };
  if (row.kind === "no-contact") return { kind: "contact", partyId };
  return row.kind === "duplicate-parties" ? { kind: "merge", partyId } : null;
}

const styles = StyleSheet.create({
  links: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s, flexShrink: 1 },
});
