import type { CorrectionKind } from "@cfa/contract/corrections";
import type { Bill, Party } from "@cfa/contract/reads";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Way } from "../../components/way";
import { useWords } from "../../locale/locale";
import { useKeepsBooks } from "../../queries/use-companies";
import { usePartyCorrections } from "../../queries/use-corrections";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { CorrectionCard } from "./correction-card";

const OF_BILL: readonly CorrectionKind[] = ["due-date", "dispute", "write-off"];
const OF_PARTY: readonly CorrectionKind[] = [
  "promise",
  "contact",
  "credit-limit",
  "terms",
  "exclude",
  "merge",
  "tds-profile",
  "class-pin",
];
const STANDS: ReadonlySet<string> = new Set(["waiting", "active", "conflict"]);

/** What is said of a bill beside Tally, and what can be. */
export function BillCorrections({ bill, partyId }: { bill: Bill; partyId: string }) {
  const companyId = useCompanyId();
  const said = useStanding(partyId).filter((row) => row.bill?.billId === bill.billId);
  const kinds = bill.open === "0" ? [] : OF_BILL;
  const link = (kind: CorrectionKind) => ({ companyId, kind, billId: bill.billId });
  return <Corrections kinds={kinds} said={said} link={link} />;
}

/** What is said of a party beside Tally, and what can be. */
export function PartyCorrections({ party }: { party: Party }) {
  const companyId = useCompanyId();
  const said = useStanding(party.partyId).filter((row) => row.bill === null);
  const link = (kind: CorrectionKind) => ({ companyId, kind, partyId: party.partyId });
  return <Corrections kinds={OF_PARTY} said={said} link={link} />;
}

function useStanding(partyId: string) {
  const companyId = useCompanyId();
  const rows = usePartyCorrections(companyId, partyId).data?.rows ?? [];
  return rows.filter((row) => STANDS.has(row.state));
}

function Corrections(props: {
  kinds: readonly CorrectionKind[];
  said: ReturnType<typeof useStanding>;
  link: (kind: CorrectionKind) => Record<string, string>;
}) {
  const { kinds, said, link } = props;
  const words = useWords();
  const keepsBooks = useKeepsBooks(useCompanyId());
  const offered = keepsBooks ? kinds : [];
  if (said.length === 0 && offered.length === 0) return null;
  return (
    <Card heading={words.corrections.card.bill} hint={words.corrections.card.billText} testID="beside-tally">
      <View style={styles.stack}>
        {said.length === 0 ? null : (
          <View role="list" style={styles.stack}>
            {said.map((row, at) => (
              <CorrectionCard key={row.correctionId} correction={row} at={at} hideParty />
            ))}
          </View>
        )}
        <View style={styles.ways}>
          {offered.map((kind) => (
            <Way
              key={kind}
              title={words.corrections.make[kind]}
              href={{ pathname: "/[companyId]/corrections/new", params: link(kind) }}
              testID={`correct-${kind}`}
            />
          ))}
        </View>
      </View>
    </Card>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.m },
  ways: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
});
