import type { Party } from "@cfa/contract/reads";
import { reportFilePath } from "@cfa/contract/report-kinds";
import { useRouter } from "expo-router";
import { useState } from "react";
import { Linking, StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Choice } from "../../components/choice";
import { SavingFile } from "../../components/saving-file";
import { Sheet } from "../../components/sheet";
import { Text } from "../../components/text";
import { Way } from "../../components/way";
import { useLocale, useWords } from "../../locale/locale";
import { shareFileAt } from "../../platform/share-file";
import { useKeepsBooks } from "../../queries/use-companies";
import { useSaveFile } from "../../queries/use-save-file";
import { useAsOf, useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { queryOf } from "../reports/report-ask";
import { numbersOf } from "./numbers";
import { statementLanguage } from "./statement-language";

/** What to do with a party at once: call it, and send it its statement. */
export function PartyWays({ party }: { party: Party }) {
  const words = useWords();
  const { language } = useLocale();
  const companyId = useCompanyId();
  const { asOf } = useAsOf();
  const saving = useSaveFile(shareFileAt);
  const side = party.kind === "supplier" && party.receivable === null ? "payable" : "receivable";
  const ask = {
    side,
    party: party.partyId,
    order: "up",
    language: statementLanguage(party, language),
    ...(asOf === null ? {} : { asOf }),
  } as const;
  const path = `${reportFilePath(companyId, "statement", "pdf")}?${queryOf(ask)}`;
  return (
    <View style={styles.stack}>
      <View style={styles.ways}>
        <Call party={party} />
        <Button
          title={words.party.shareStatement}
          icon="voucher"
          busy={saving.isBusy(path)}
          onPress={() => saving.save(path)}
          testID="share-statement"
        />
        <Ask party={party} />
      </View>
      <SavingFile saving={saving} />
    </View>
  );
}

/** The way to the assistant with questions about the party, for those who may ask it. */
function Ask({ party: { partyId, kind } }: { party: Party }) {
  const words = useWords();
  const companyId = useCompanyId();
  const router = useRouter();
  if (!useKeepsBooks(companyId)) return null;
  return (
    <Button
      title={words.party.askAbout[kind]}
      icon="ask"
      onPress={() => router.push({ pathname: "/[companyId]/ask", params: { companyId, party: partyId } })}
      testID="ask-about-party"
    />
  );
}

/** Calls the party: its one number at once, one of several by choice; without any, the way to say one. */
function Call({ party }: { party: Party }) {
  const words = useWords();
  const companyId = useCompanyId();
  const keepsBooks = useKeepsBooks(companyId);
  const [isOpen, setOpen] = useState(false);
  const numbers = numbersOf(party);
  const [only] = numbers;
  if (only === undefined) {
    if (!keepsBooks) return null;
    return (
      <Way
        title={words.party.addNumber}
        href={{
          pathname: "/[companyId]/corrections/new",
          params: { companyId, kind: "contact", partyId: party.partyId },
        }}
        testID="add-number"
      />
    );
  }
  return (
    <>
      <Button
        title={words.party.callIt}
        icon="phone"
        of={party.name}
        onPress={() => (numbers.length === 1 ? dial(only.dial) : setOpen(true))}
        testID="call-party"
      />
      <Sheet open={isOpen} title={words.party.chooseNumber} onClose={() => setOpen(false)}>
        <Text tone="textMuted">{party.beside?.person ?? party.name}</Text>
        {numbers.map(({ text, dial: number, origin }) => (
          <Choice
            key={number}
            title={text}
            note={words.settings.msme.origin[origin]}
            chosen={false}
            onPress={() => {
              setOpen(false);
              dial(number);
            }}
            testID={`call-${number}`}
          />
        ))}
      </Sheet>
    </>
  );
}

function dial(number: string): void {
  void Linking.openURL(`tel:${number}`);
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.s },
  ways: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
});
