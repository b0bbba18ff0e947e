import type { PartyTds } from "@cfa/contract/party-tds";
import type { TdsBills, TdsReceivable, TdsYear } from "@cfa/contract/tds";
import type { ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Facts } from "../../components/fact";
import { Money } from "../../components/money";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { TdsFact } from "../party/tds-fact";
import { quarterText } from "./tds-text";

/** What is awaited of all customers, by year beside what was booked, and the balances of Tally's TDS ledgers. */
export function TdsAll({ whole }: { whole: TdsReceivable }) {
  const { tds: words } = useWords();
  const from = whole.bills === 0 ? words.nothingAwaited : words.from(whole.bills, whole.parties);
  return (
    <Sums awaited={whole.awaited} from={from}>
      {whole.years.length === 0 ? null : <Years years={whole.years} />}
      {whole.ledgers.length === 0 ? null : (
        <Lines title={words.ledgers}>
          {whole.ledgers.map(({ ledgerId, name, balance }) => (
            <Line key={ledgerId} label={name}>
              <Money paise={balance} signed type="small" align="right" />
            </Line>
          ))}
        </Lines>
      )}
    </Sums>
  );
}

/** What is awaited of one customer, by quarter, and what it usually keeps back. */
export function TdsOfParty({ found, tds }: { found: TdsBills; tds: PartyTds | undefined }) {
  const words = useWords();
  const [oldest] = found.rows;
  const from =
    oldest === undefined
      ? words.tds.nothingAwaited
      : words.tds.oldest(found.bills, dayText(oldest.bill.date));
  return (
    <Sums awaited={found.awaited} from={from}>
      {found.quarters.length === 0 ? null : (
        <Lines title={words.tds.quarters}>
          {found.quarters.map((quarter) => (
            <Line
              key={`${quarter.year} ${quarter.quarter}`}
              label={quarterText(quarter, words)}
              note={words.common.bills(quarter.bills)}
            >
              <Money paise={quarter.awaited} type="small" align="right" />
            </Line>
          ))}
        </Lines>
      )}
      {tds === undefined ? null : (
        <Facts>
          <TdsFact tds={tds} />
        </Facts>
      )}
    </Sums>
  );
}

function Sums({ awaited, from, children }: { awaited: string; from: string; children: ReactNode }) {
  const words = useWords();
  return (
    <Card testID="tds-sums">
      <Text type="strong" tone="textMuted" heading={2}>
        {words.tds.awaited}
      </Text>
      <Money paise={awaited} type="heroFull" testID="tds-awaited" />
      <Text type="small" tone="textMuted">
        {from}
      </Text>
      <View style={styles.parts}>{children}</View>
    </Card>
  );
}

function Years({ years }: { years: readonly TdsYear[] }) {
  const { tds: words } = useWords();
  const colours = useColours();
  return (
    <View role="table" aria-label={words.years}>
      <View role="row" style={styles.year}>
        {[words.year, words.yearAwaited, words.booked].map((title, at) => (
          <View key={title} role="columnheader" style={at === 0 ? styles.name : styles.sum}>
            <Text type="label" tone="textMuted" align={at === 0 ? "left" : "right"}>
              {title}
            </Text>
          </View>
        ))}
      </View>
      {years.map(({ year, awaited, received }) => (
        <View key={year} role="row" style={[styles.year, styles.line, { borderColor: colours.line }]}>
          <View role="cell" style={styles.name}>
            <Text type="small">{year}</Text>
          </View>
          {[awaited, received].map((paise, at) => (
            <View key={at} role="cell" style={styles.sum}>
              <Money paise={paise} type="small" tone={paise === "0" ? "textMuted" : "text"} align="right" />
            </View>
          ))}
        </View>
      ))}
    </View>
  );
}

function Lines({ title, children }: { title: string; children: ReactNode }) {
  return (
    <View>
      <Text type="label" tone="textMuted" style={styles.title}>
        {title}
      </Text>
      <View role="list">{children}</View>
    </View>
  );
}

function Line({ label, note, children }: { label: string; note?: string; children: ReactNode }) {
  const colours = useColours();
  return (
    <View role="listitem" style={[styles.year, styles.line, { borderColor: colours.line }]}>
      <View style={styles.name}>
        <Text type="small">{label}</Text>
        {note === undefined ? null : (
          <Text type="small" tone="textMuted">
            {note}
          </Text>
        )}
      </View>
      {children}
    </View>
  );
}

const styles = StyleSheet.create({
  parts: { gap: SPACE.l, marginTop: SPACE.l },
  year: { flexDirection: "row", alignItems: "center", gap: SPACE.s, paddingVertical: SPACE.s },
  title: { paddingBottom: SPACE.s },
  line: { borderTopWidth: 1 },
  name: { flex: 1, minWidth: 0 },
  sum: { width: 116 },
});
