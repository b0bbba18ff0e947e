import type { PartyPayment } from "@cfa/contract/insights";
import type { Party } from "@cfa/contract/reads";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Notice } from "../../components/notice";
import { Text } from "../../components/text";
import { Way } from "../../components/way";
import { useWords } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { useKeepsBooks } from "../../queries/use-companies";
import { useCorrectionDeeds, usePartyCorrections } from "../../queries/use-corrections";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { failureText } from "../corrections/failure-text";
import { confidenceText } from "./payment-text";

/** The way to say how a party pays, where nobody does. */
export function PinWay({ found, party }: { found: PartyPayment; party: Party }) {
  const words = useWords();
  const companyId = useCompanyId();
  const keepsBooks = useKeepsBooks(companyId);
  // Of who is both, only one side can be said: among the corrections, where it is told which.
  if (!keepsBooks || found.pin !== null || party.kind === "both") return null;
  return (
    <View style={styles.way}>
      <Way
        title={words.corrections.make["class-pin"]}
        href={{
          pathname: "/[companyId]/corrections/new",
          params: { companyId, kind: "class-pin", partyId: found.partyId },
        }}
        testID="pin-class"
      />
    </View>
  );
}

/** What a person says of how a party pays: who, when and why, beside what its payments say; and the way to take it back. */
export function ClassPin({ found, pin }: { found: PartyPayment; pin: NonNullable<PartyPayment["pin"]> }) {
  const words = useWords();
  const { payments: w } = words;
  const colours = useColours();
  const companyId = useCompanyId();
  const { undo } = useCorrectionDeeds();
  const { correctionId } = pin;
  const said = usePartyCorrections(companyId, found.partyId).data?.rows;
  const mayUndo = said?.find((row) => row.correctionId === correctionId)?.may.undo === true;
  const learned = [w.classes[found.learnedClass], confidenceText(found, words)].filter(
    (text) => text !== null,
  );
  return (
    <View
      testID="class-pinned"
      style={[styles.pinned, { backgroundColor: colours.unappliedSoft, borderColor: colours.unapplied }]}
    >
      <Text type="smallStrong">{w.pinned(pin.by, momentText(pin.at))}</Text>
      <Text type="small">{pin.reason}</Text>
      <Text type="small" tone="textMuted">
        {`${w.payments}: ${learned.join(", ")}`}
      </Text>
      {undo.error === null ? null : (
        <Notice icon="bad" kind="bad" testID="unpin-failed">
          {failureText(undo.error, words)}
        </Notice>
      )}
      {mayUndo ? (
        <View style={styles.way}>
          <Button
            title={w.takeBack}
            busy={undo.isPending}
            onPress={() => undo.mutate({ companyId, correctionId })}
            testID="unpin-class"
          />
        </View>
      ) : null}
    </View>
  );
}

const styles = StyleSheet.create({
  way: { flexDirection: "row" },
  pinned: { gap: SPACE.xs, padding: SPACE.m, borderRadius: RADIUS.m, borderWidth: 1, borderStyle: "dashed" },
});
