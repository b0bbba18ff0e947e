import type { DiscountRegister, DiscountRow } from "@cfa/contract/discount-register";
import { paiseFromJson } from "@cfa/values/money";
import { useRouter } from "expo-router";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Money } from "../../components/money";
import { Tag, type TagKind } from "../../components/tag";
import { Text } from "../../components/text";
import { useWords, useWordsOf } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { moneyText } from "../../locale/money-text";
import { OFFER_REGISTER_WORDS } from "../../locale/offer-register/words";
import { useKeepsBooks } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { NoteForm } from "./note-form";

const KINDS: Readonly<Record<DiscountRow["note"]["state"], TagKind>> = {
  "to-post": "warn",
  drafted: "neutral",
  optional: "neutral",
  posted: "good",
  gone: "bad",
};

/** A discount that was earned: how its note stands, the clock of a note with tax, and what there is to do. */
export function NoteRow(props: {
  row: DiscountRow;
  at: number;
  ledgers: DiscountRegister["ledgers"];
  mayDraft: boolean;
}) {
  const { row, at, ledgers, mayDraft } = props;
  const words = useWordsOf(OFFER_REGISTER_WORDS);
  const colours = useColours();
  const [isOpen, setOpen] = useState(false);
  const { note } = row;
  const isDue = mayDraft && (note.state === "to-post" || note.state === "gone");
  const name = row.party?.name ?? words.gone;
  return (
    <View
      role="listitem"
      testID={`register-row-${at}`}
      style={[styles.row, { borderColor: colours.line }, at > 0 && styles.next]}
    >
      <View style={styles.head}>
        <View style={styles.words}>
          <Text type="strong" lines={2}>
            {name}
          </Text>
          <Paid row={row} />
        </View>
        <View style={styles.sums}>
          <Money paise={row.discount} type="strong" align="right" />
          <Tag title={words.states[note.state]} kind={KINDS[note.state]} testID={`register-state-${at}`} />
        </View>
      </View>
      <Standing row={row} />
      <Deeds
        at={at}
        of={name}
        draftId={note.state === "gone" ? null : note.draftId}
        {...(isDue ? { isOpen, onOpen: () => setOpen(!isOpen) } : {})}
      />
      {isDue && isOpen ? <NoteForm row={row} at={at} ledgers={ledgers} /> : null}
    </View>
  );
}

function Paid({ row: { bill, paid } }: { row: DiscountRow }) {
  const app = useWords();
  const words = useWordsOf(OFFER_REGISTER_WORDS);
  const sum = moneyText(paiseFromJson(paid.amount), { form: "full", words: app });
  return (
    <>
      <Text type="small" tone="textMuted">
        {words.bill(bill.name, dayText(bill.date))}
      </Text>
      <Text type="small" tone="textMuted">
        {words.paid(sum, dayText(paid.day))}
      </Text>
    </>
  );
}

/** How the receipt was told, which note it is, and until when one with tax may be declared. */
function Standing({ row: { note, told, deadline, daysLeft, taxNote } }: { row: DiscountRow }) {
  const words = useWordsOf(OFFER_REGISTER_WORDS);
  const isPosted = note.state === "posted";
  const kind = note.kind === null ? [] : [words.kinds[note.kind]];
  const number =
    note.number === null || note.day === null ? [] : [words.number(note.number, dayText(note.day))];
  const mayBeTaxed = !isPosted && note.kind !== "financial" && taxNote.refused !== "no-tax";
  const hasClock = mayBeTaxed && deadline !== null && daysLeft !== null;
  const lines = [
    [...kind, ...number].join(" · "),
    told === null || told === "bill" || isPosted ? "" : words.told[told],
    hasClock ? words.clock(dayText(deadline), daysLeft) : "",
  ];
  return lines
    .filter((line) => line !== "")
    .map((line) => (
      <Text key={line} type="small">
        {line}
      </Text>
    ));
}

function Deeds(props: {
  at: number;
  of: string;
  draftId: string | null;
  isOpen?: boolean;
  onOpen?: () => void;
}) {
  const { at, of, draftId, isOpen = false, onOpen } = props;
  const words = useWordsOf(OFFER_REGISTER_WORDS);
  const companyId = useCompanyId();
  const keepsBooks = useKeepsBooks(companyId);
  const router = useRouter();
  const isSeen = draftId !== null && keepsBooks;
  if (!isSeen && onOpen === undefined) return null;
  return (
    <View style={styles.deeds}>
      {isSeen ? (
        <Button
          title={words.see}
          of={of}
          onPress={() =>
            router.push({ pathname: "/[companyId]/drafts", params: { companyId, draft: draftId } })
          }
          testID={`register-see-${at}`}
        />
      ) : null}
      {onOpen === undefined ? null : (
        <Button
          title={isOpen ? words.close : words.choose}
          of={of}
          onPress={onOpen}
          testID={`register-choose-${at}`}
        />
      )}
    </View>
  );
}

const styles = StyleSheet.create({
  row: { padding: SPACE.l, gap: SPACE.s },
  next: { borderTopWidth: 1 },
  head: { flexDirection: "row", justifyContent: "space-between", gap: SPACE.m },
  words: { flex: 1, minWidth: 0 },
  sums: { alignItems: "flex-end", gap: SPACE.xs },
  deeds: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s, marginTop: SPACE.xs },
});
