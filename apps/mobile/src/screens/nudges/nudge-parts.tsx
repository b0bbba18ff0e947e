import type { Nudge } from "@cfa/contract/nudges";
import { paiseFromJson } from "@cfa/values/money";
import { StyleSheet, View } from "react-native";

import { Text } from "../../components/text";
import { dayText } from "../../locale/moment-text";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { nowTexts, readText, sumText, whyTexts } from "./nudge-text";
import { useSay } from "./use-say";

/** What the customer reads, by the first of the ways. */
export function Read({ nudge: { texts } }: { nudge: Pick<Nudge, "texts"> }) {
  const { own, names } = useSay();
  const [first] = texts;
  if (first === undefined) return null;
  return <Quoted label={`${own.what} · ${names.ways[first.way]}`} text={first} />;
}

/** A text as it goes out, set off from what is said about it. */
export function Quoted({
  label,
  text: { subject, body },
}: {
  label: string;
  text: Pick<Nudge["texts"][number], "subject" | "body">;
}) {
  const say = useSay();
  const colours = useColours();
  return (
    <View style={[styles.quoted, { backgroundColor: colours.raised, borderColor: colours.lineStrong }]}>
      <Text type="label" tone="textMuted">
        {label}
      </Text>
      {subject === null ? null : <Text type="smallStrong">{readText(subject, say)}</Text>}
      <Text type="small">{readText(body, say)}</Text>
    </View>
  );
}

/** The bills in a message: those that caused it, and those that stand beside. */
export function BillLines({ nudge: { bills } }: { nudge: Pick<Nudge, "bills"> }) {
  const { own, words } = useSay();
  if (bills.length === 0) return null;
  return (
    <View style={styles.part}>
      <Text type="smallStrong">{own.bills}</Text>
      {bills.map(({ billId, name, dueDate, amount, isTrigger }, at) => (
        <Text key={billId ?? `${name} ${at}`} type="small" tone={isTrigger ? "text" : "textMuted"}>
          {[
            own.bill(name, dayText(dueDate), sumText(paiseFromJson(amount), words)),
            ...(isTrigger ? [] : [own.beside]),
          ].join(" · ")}
        </Text>
      ))}
    </View>
  );
}

/** Why this, and why then. */
export function Reasons({ nudge }: { nudge: Pick<Nudge, "why" | "now"> }) {
  const say = useSay();
  const parts: [string, string[]][] = [
    [say.own.why, whyTexts(nudge, say)],
    [say.own.now, nowTexts(nudge, say)],
  ];
  return parts.map(([title, texts]) =>
    texts.length === 0 ? null : (
      <View key={title} style={styles.part}>
        <Text type="smallStrong">{title}</Text>
        {texts.map((text) => (
          <Text key={text} type="small" tone="textMuted">
            {text}
          </Text>
        ))}
      </View>
    ),
  );
}

const styles = StyleSheet.create({
  quoted: { gap: SPACE.xs, padding: SPACE.m, borderRadius: RADIUS.m, borderLeftWidth: 3 },
  part: { gap: 2 },
});
