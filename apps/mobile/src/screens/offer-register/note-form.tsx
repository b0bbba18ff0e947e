import type { DiscountRegister, DiscountRow } from "@cfa/contract/discount-register";
import { useRouter } from "expo-router";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Choice } from "../../components/choice";
import { Notice } from "../../components/notice";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { Tick } from "../../components/tick";
import { useWordsOf } from "../../locale/locale";
import { OFFER_REGISTER_WORDS } from "../../locale/offer-register/words";
import { useDraftNote } from "../../queries/use-offer-register";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

/** So many ledgers are shown before one asks for the rest. */
const FEW = 3;

type Kind = "financial" | "section34";

/** What the note of a discount is to be: its kind, with what that means, and the ledger; then it is drafted, and the draft is shown. */
export function NoteForm(props: { row: DiscountRow; at: number; ledgers: DiscountRegister["ledgers"] }) {
  const { row, at, ledgers } = props;
  const words = useWordsOf(OFFER_REGISTER_WORDS);
  const companyId = useCompanyId();
  const router = useRouter();
  const [kind, setKind] = useState<Kind>("financial");
  const [ledgerId, setLedgerId] = useState(ledgers[0]?.ledgerId);
  const [agreedBefore, setAgreed] = useState(false);
  const draft = useDraftNote({
    onDone: (draftId) =>
      router.push({ pathname: "/[companyId]/drafts", params: { companyId, draft: draftId } }),
  });
  if (ledgerId === undefined) {
    return (
      <Notice icon="warn" kind="warn">
        {words.noLedgers}
      </Notice>
    );
  }
  const { refused, asksAgreement } = row.taxNote;
  return (
    <View style={styles.form} testID={`register-form-${at}`}>
      <Text type="smallStrong">{words.kind}</Text>
      {(["financial", "section34"] as const)
        .filter((one) => one === "financial" || refused === null)
        .map((one) => (
          <Choice
            key={one}
            title={words.kinds[one]}
            note={words.means[one]}
            chosen={kind === one}
            onPress={() => setKind(one)}
            testID={`register-kind-${one}`}
          />
        ))}
      {refused === null ? null : (
        <Text type="small" tone="textMuted">
          {words.refused[refused]}
        </Text>
      )}
      {kind === "section34" && asksAgreement ? (
        <View style={styles.tick}>
          <Tick
            label={words.agreed}
            ticked={agreedBefore}
            onPress={() => setAgreed(!agreedBefore)}
            testID="register-agreed"
          />
          <Text type="small" style={styles.words}>
            {words.agreed}
          </Text>
        </View>
      ) : null}
      <Ledgers ledgers={ledgers} chosen={ledgerId} onChoose={setLedgerId} />
      <Refused error={draft.error} testID="register-refused" />
      <Button
        title={words.draft}
        kind="primary"
        busy={draft.isPending}
        onPress={() => draft.mutate({ companyId, offerId: row.offerId, kind, ledgerId, agreedBefore })}
        testID="register-draft"
      />
    </View>
  );
}

function Ledgers(props: {
  ledgers: DiscountRegister["ledgers"];
  chosen: string;
  onChoose: (ledgerId: string) => void;
}) {
  const { ledgers, chosen, onChoose } = props;
  const words = useWordsOf(OFFER_REGISTER_WORDS);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? ledgers : ledgers.slice(0, FEW);
  return (
    <>
      <Text type="smallStrong">{words.ledger}</Text>
      <Text type="small" tone="textMuted">
        {words.ledgerHint}
      </Text>
      {shown.map(({ ledgerId, name }, at) => (
        <Choice
          key={ledgerId}
          title={name}
          chosen={chosen === ledgerId}
          onPress={() => onChoose(ledgerId)}
          testID={`register-ledger-${at}`}
        />
      ))}
      {shown.length < ledgers.length ? (
        <Button title={words.more} onPress={() => setWhole(true)} testID="register-more" />
      ) : null}
    </>
  );
}

const styles = StyleSheet.create({
  form: { gap: SPACE.s, marginTop: SPACE.s },
  tick: { flexDirection: "row", alignItems: "center", gap: SPACE.s },
  words: { flex: 1, minWidth: 0 },
});
