import type { DraftPreview } from "@cfa/contract/drafts";
import { useState } from "react";
import { ScrollView, StyleSheet, View } from "react-native";

import { Fact, Facts } from "../../components/fact";
import { Money } from "../../components/money";
import { Press } from "../../components/press";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";

/** The voucher as it stands, or would stand, in Tally: every line with debit or credit, and the exact XML for who wants it. */
export function DraftVoucher({ preview }: { preview: DraftPreview }) {
  const words = useWords();
  const colours = useColours();
  const { draft, type, narration, lines, readBack } = preview;
  const number = draft.became?.number ?? readBack?.number;
  return (
    <View style={[styles.card, { borderColor: colours.line }]}>
      <Text type="smallStrong" tone="textMuted" heading={3}>
        {draft.state === "written" ? words.drafts.preview.stands : words.drafts.preview.voucher}
      </Text>
      <Facts>
        <Fact label={words.drafts.preview.date}>{dayText(draft.date)}</Fact>
        <Fact label={words.drafts.preview.type}>{type}</Fact>
        {number === undefined ? null : (
          <Fact label={words.drafts.preview.number}>{words.drafts.preview.becameNumber(number)}</Fact>
        )}
      </Facts>
      <View role="list" aria-label={words.drafts.preview.lines}>
        {lines.map(({ ledger, amount }) => (
          <View
            key={ledger}
            role="listitem"
            style={[styles.line, { borderColor: colours.line }]}
            testID="draft-line"
          >
            <Text style={styles.ledger}>{ledger}</Text>
            <Money paise={amount} signed align="right" />
          </View>
        ))}
      </View>
      <Text type="small" tone="textMuted">
        {`${words.drafts.preview.against} ${draft.bill.name}`}
      </Text>
      <Text type="small" tone="textMuted">
        {`${words.drafts.preview.narration}: ${narration}`}
      </Text>
      <Xml text={preview.xml} />
    </View>
  );
}

function Xml({ text }: { text: string }) {
  const words = useWords();
  const colours = useColours();
  const [open, setOpen] = useState(false);
  return (
    <View>
      <Press onPress={() => setOpen(!open)} style={styles.toggle} testID="draft-xml-toggle">
        <Text type="smallStrong" tone="brand">
          {open ? words.drafts.preview.hideXml : words.drafts.preview.xml}
        </Text>
      </Press>
      {open ? (
        <ScrollView style={[styles.xml, { backgroundColor: colours.raised }]} nestedScrollEnabled>
          <Text type="small" testID="draft-xml">
            {text.replaceAll("><", ">\n<")}
          </Text>
        </ScrollView>
      ) : null}
    </View>
  );
}

const styles = StyleSheet.create({
  card: { borderWidth: 1, borderRadius: RADIUS.m, padding: SPACE.m, gap: SPACE.s },
  line: {
    flexDirection: "row",
    justifyContent: "space-between",
    gap: SPACE.m,
    paddingVertical: SPACE.s,
    borderTopWidth: 1,
  },
  ledger: { flex: 1, minWidth: 0 },
  toggle: { justifyContent: "center" },
  xml: { maxHeight: 260, borderRadius: RADIUS.m, padding: SPACE.m },
});
