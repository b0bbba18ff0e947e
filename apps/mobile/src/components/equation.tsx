import type { Href } from "expo-router";
import type { ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { useWords } from "../locale/locale";
import { useColours } from "../theme/theme";
import { SPACE } from "../theme/tokens";
import { Icon } from "./icon";
import { Money } from "./money";
import { PressLink } from "./press";
import { Text } from "./text";

export type Sums = {
  outstanding: string;
  due: string;
  overdue: string;
  tdsAwaited: string;
  unapplied: string;
};

/** Outstanding as it is made up: not yet due + overdue + TDS awaited (where there is any) − unapplied, like a sum on paper. */
export function Equation(props: {
  sums: Sums;
  side: "receivable" | "payable";
  testID: string;
  total?: boolean;
  /** Where it is told whose tax it is, and of which bills. */
  tdsHref?: Href | undefined;
}) {
  const { sums, side, testID, total = false, tdsHref } = props;
  const words = useWords();
  const colours = useColours();
  const unappliedHint = side === "receivable" ? words.side.unappliedReceivable : words.side.unappliedPayable;
  return (
    <View style={styles.sum}>
      <Line label={words.side.due} dot={colours.ageing[0]}>
        <Money paise={sums.due} type="strong" testID={`${testID}-due`} />
      </Line>
      <Line label={words.side.overdue} dot={colours.ageing[3]} operator="+">
        <Money
          paise={sums.overdue}
          type="strong"
          tone={sums.overdue === "0" ? "text" : "bad"}
          testID={`${testID}-overdue`}
        />
      </Line>
      {sums.tdsAwaited === "0" ? null : (
        <Line
          label={words.side.tdsAwaited}
          dot={colours.textMuted}
          operator="+"
          href={tdsHref}
          testID={`${testID}-to-tds`}
        >
          <Money paise={sums.tdsAwaited} type="strong" tone="textMuted" testID={`${testID}-tds-awaited`} />
        </Line>
      )}
      <Line label={words.side.unapplied} hint={unappliedHint} dot={colours.unapplied} operator="−">
        <Money
          paise={sums.unapplied}
          type="strong"
          tone={sums.unapplied === "0" ? "textMuted" : "unapplied"}
          testID={`${testID}-unapplied`}
        />
      </Line>
      {total ? (
        <View style={[styles.total, { borderColor: colours.text }]}>
          <Line label={words.side.outstanding} operator="=">
            <Money paise={sums.outstanding} type="strong" testID={`${testID}-outstanding`} />
          </Line>
        </View>
      ) : null}
    </View>
  );
}

function Line(props: {
  label: string;
  hint?: string;
  dot?: string;
  operator?: "+" | "−" | "=";
  href?: Href | undefined;
  testID?: string;
  children: ReactNode;
}) {
  const { label, hint, dot, operator, href, testID, children } = props;
  const colours = useColours();
  const inside = (
    <View style={styles.line}>
      <Text type="strong" tone="textMuted" style={styles.operator}>
        {operator ?? ""}
      </Text>
      <View style={[styles.dot, dot ? { backgroundColor: dot } : null]} />
      {href === undefined ? (
        <Text style={styles.words}>{label}</Text>
      ) : (
        <View style={styles.leads}>
          <Text tone="brand">{label}</Text>
          <Icon name="forward" color={colours.brand} size={14} />
        </View>
      )}
      {children}
    </View>
  );
  return (
    <View>
      {href === undefined ? (
        inside
      ) : (
        <PressLink href={href} testID={testID} style={styles.link}>
          {inside}
        </PressLink>
      )}
      {hint ? (
        <Text type="small" tone="textMuted" style={styles.hint}>
          {hint}
        </Text>
      ) : null}
    </View>
  );
}

const styles = StyleSheet.create({
  sum: { gap: SPACE.xs },
  line: { flexDirection: "row", alignItems: "flex-start", gap: SPACE.s, minHeight: 30 },
  operator: { width: 12, textAlign: "center" },
  dot: { width: 8, height: 8, borderRadius: 4, marginTop: 8 },
  words: { flex: 1, minWidth: 0 },
  leads: { flex: 1, minWidth: 0, flexDirection: "row", alignItems: "center", gap: SPACE.xs },
  link: { justifyContent: "center" },
  hint: { paddingLeft: 12 + 8 + 2 * SPACE.s, marginTop: -SPACE.xs },
  total: { borderTopWidth: 1, paddingTop: SPACE.s },
});
