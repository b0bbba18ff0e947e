import type { OfferResults } from "@cfa/contract/offer-results";
import { paiseFromJson } from "@cfa/values/money";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { ChartOrTable } from "../../components/chart/chart-or-table";
import { FigureTable } from "../../components/chart/figure-table";
import { Text } from "../../components/text";
import { useWords, useWordsOf } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { moneyText } from "../../locale/money-text";
import { OFFER_RESULT_WORDS } from "../../locale/offer-results/words";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { placeSpans, type Span } from "./interval-scale";

type Latest = NonNullable<OfferResults["latest"]>;
type Net = NonNullable<Latest["net"]>;
type Line = { key: string; title: string; net: Net | null; treated: number; heldOut: number };

/** Net rupees so far and quarter by quarter, each with its range, as picture or table. */
export function NetCard({ latest }: { latest: Latest }) {
  const words = useWordsOf(OFFER_RESULT_WORDS);
  const sum = useSum();
  const lines: Line[] = [
    { key: "all", title: words.soFar, net: latest.net, treated: latest.treated, heldOut: latest.heldOut },
    ...latest.figures.quarters.toReversed().map(({ from, to, net, treated, heldOut }) => ({
      key: from,
      title: words.quarter(dayText(from), dayText(to)),
      net,
      treated,
      heldOut,
    })),
  ];
  const { net } = latest;
  return (
    <Card heading={words.picture} hint={words.pictureHint} testID="results-net">
      <ChartOrTable
        summary={net === null ? words.tooFew : words.net(sum(net.mean), sum(net.low), sum(net.high))}
        chart={<Picture lines={lines} />}
        table={<Table lines={lines} />}
        testID="results-net"
      />
    </Card>
  );
}

/** A sum in short, of the contract. */
export function useSum(): (paise: string) => string {
  const words = useWords();
  return (paise) => moneyText(paiseFromJson(paise), { form: "short", words });
}

function Picture({ lines }: { lines: readonly Line[] }) {
  const words = useWordsOf(OFFER_RESULT_WORDS);
  const { zero, placed } = placeSpans(lines.flatMap(({ net }) => (net === null ? [] : [spanOf(net)])));
  const known = lines.filter(({ net }) => net !== null);
  return (
    <View style={{ gap: SPACE.m }} testID="results-net-drawn">
      {lines.map((line) => (
        <Row key={line.key} line={line} place={placed[known.indexOf(line)]} zero={zero} />
      ))}
      <Text type="small" tone="textMuted">
        {words.legend}
      </Text>
    </View>
  );
}

function Row({ line, place, zero }: { line: Line; place: Span | undefined; zero: number }) {
  const words = useWordsOf(OFFER_RESULT_WORDS);
  const colours = useColours();
  const sum = useSum();
  const { title, net } = line;
  if (net === null || place === undefined) {
    return (
      <View>
        <Text type="small">{title}</Text>
        <Text type="small" tone="textMuted">
          {words.tooFewShort}
        </Text>
      </View>
    );
  }
  const range = words.range(sum(net.low), sum(net.high));
  const isGain = paiseFromJson(net.low) > 0n;
  const isLoss = paiseFromJson(net.high) < 0n;
  const ink = isGain ? colours.good : isLoss ? colours.bad : colours.textMuted;
  return (
    <View role="img" aria-label={words.label(title, sum(net.mean), range)} style={{ gap: SPACE.xs }}>
      <View style={styles.head}>
        <Text type="small">{title}</Text>
        <Text type="smallStrong">{sum(net.mean)}</Text>
      </View>
      <View style={[styles.line, { backgroundColor: colours.raised }]}>
        <View style={[styles.zero, { left: share(zero), backgroundColor: colours.lineStrong }]} />
        <View
          style={[
            styles.bar,
            { left: share(place.low), width: share(place.high - place.low), backgroundColor: ink },
          ]}
        />
        <View
          style={[
            styles.point,
            { left: share(place.mean), backgroundColor: ink, borderColor: colours.surface },
          ]}
        />
      </View>
      <View style={styles.head}>
        <Text type="label" tone="textMuted">
          {sum(net.low)}
        </Text>
        <Text type="label" tone="textMuted">
          {sum(net.high)}
        </Text>
      </View>
    </View>
  );
}

function spanOf({ mean, low, high }: Net) {
  return { mean: numberOf(mean), low: numberOf(low), high: numberOf(high) };
}

function numberOf(paise: string): number {
  return Number(paiseFromJson(paise));
}

function share(of: number): `${number}%` {
  return `${100 * of}%`;
}

function Cell({ children }: { children: string }) {
  return (
    <Text type="small" align="right">
      {children}
    </Text>
  );
}

function Table({ lines }: { lines: readonly Line[] }) {
  const words = useWordsOf(OFFER_RESULT_WORDS);
  const sum = useSum();
  return (
    <FigureTable
      label={words.picture}
      head={[words.period, words.mean, words.low, words.high, words.with, words.without]}
      rows={lines.map(({ key, title, net, treated, heldOut }) => ({
        key,
        title,
        cells: [
          <Cell key="mean">{net === null ? words.tooFewShort : sum(net.mean)}</Cell>,
          <Cell key="low">{net === null ? "" : sum(net.low)}</Cell>,
          <Cell key="high">{net === null ? "" : sum(net.high)}</Cell>,
          <Cell key="with">{String(treated)}</Cell>,
          <Cell key="without">{String(heldOut)}</Cell>,
        ],
      }))}
      testID="results-net-figures"
    />
  );
}

const LINE = 24;
const POINT = 14;
const BAR = 6;

const styles = StyleSheet.create({
  head: { flexDirection: "row", flexWrap: "wrap", justifyContent: "space-between", columnGap: SPACE.m },
  line: { height: LINE, borderRadius: RADIUS.s, overflow: "hidden" },
  zero: { position: "absolute", top: 0, bottom: 0, width: 2, marginLeft: -1 },
  bar: { position: "absolute", top: (LINE - BAR) / 2, height: BAR, borderRadius: RADIUS.pill, opacity: 0.6 },
  point: {
    position: "absolute",
    top: (LINE - POINT) / 2,
    width: POINT,
    height: POINT,
    marginLeft: -POINT / 2,
    borderRadius: RADIUS.pill,
    borderWidth: 2,
  },
});
