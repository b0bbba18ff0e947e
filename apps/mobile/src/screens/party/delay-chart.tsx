import type { LearnedBill, PartyPayment } from "@cfa/contract/insights";
import { useState } from "react";
import { StyleSheet, View } from "react-native";
import Svg, { Circle, G, Line, Path, Rect, Text as SvgText } from "react-native-svg";

import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { monthText } from "../../locale/moment-text";
import { fontOf } from "../../theme/font";
import { useColours, useLayout } from "../../theme/theme";
import { SPACE, TYPE } from "../../theme/tokens";
import { DELAY } from "../chart-room";
import { delayPicture, ROOM, type DelayPicture, type Dot } from "./delay-picture";

const RADIUS = 4.5;
const FONT_SIZE = 11;

/** Paid bills as dots: right is later, up is later than due. What it shows is said beside it, for who does not see it too. */
export function DelayChart({ rows, drift }: { rows: readonly LearnedBill[]; drift: PartyPayment["drift"] }) {
  const [width, setWidth] = useState(0);
  const height = DELAY[useLayout()];
  const picture = delayPicture(rows, { box: { width, height }, drift });
  return (
    <View style={styles.chart}>
      <View onLayout={(event) => setWidth(event.nativeEvent.layout.width)} aria-hidden>
        <Svg width={width} height={height} testID="delay-picture">
          {width === 0 ? null : <Drawing picture={picture} box={{ width, height }} />}
        </Svg>
      </View>
      <Key rows={rows} hasUsual={picture.usual.length > 0} />
      <Beyond count={picture.dots.filter(({ isBeyond }) => isBeyond).length} />
    </View>
  );
}

function Beyond({ count }: { count: number }) {
  const { history: w } = useWords().payments;
  if (count === 0) return null;
  return (
    <Text type="small" tone="textMuted" testID="delay-beyond">
      {w.beyond(count)}
    </Text>
  );
}

function Drawing(props: { picture: DelayPicture; box: { width: number; height: number } }) {
  const { picture, box } = props;
  const { dots, dueY, usual } = picture;
  const colours = useColours();
  const right = box.width - ROOM.right;
  return (
    <G>
      <Rect
        x={ROOM.left}
        y={ROOM.top}
        width={right - ROOM.left}
        height={Math.max(0, dueY - ROOM.top)}
        fill={colours.badSoft}
        opacity={0.45}
      />
      <Axes picture={picture} box={box} />
      <Line x1={ROOM.left} x2={right} y1={dueY} y2={dueY} stroke={colours.text} strokeWidth={1.5} />
      {usual.map(({ x1, x2, y }) => (
        <Line
          key={x1}
          x1={x1}
          x2={x2}
          y1={y}
          y2={y}
          stroke={colours.textMuted}
          strokeWidth={2}
          strokeDasharray="5 4"
        />
      ))}
      {dots.map((dot) => (
        <Mark key={dot.bill.billId} dot={dot} />
      ))}
    </G>
  );
}

function Axes({ picture, box }: { picture: DelayPicture; box: { width: number; height: number } }) {
  const colours = useColours();
  const w = useWords().payments;
  const { fontFamily } = fontOf(TYPE.small);
  const label = { fontSize: FONT_SIZE, fill: colours.textMuted, ...(fontFamily ? { fontFamily } : {}) };
  const right = box.width - ROOM.right;
  return (
    <G>
      {picture.ticks.map(({ days, y }) => (
        <G key={days}>
          <Line x1={ROOM.left} x2={right} y1={y} y2={y} stroke={colours.line} />
          <SvgText x={ROOM.left - 6} y={y + 4} textAnchor="end" {...label}>
            {days === 0 ? "" : String(days).replace("-", "−")}
          </SvgText>
        </G>
      ))}
      {picture.months.map(({ month, x }) => (
        <SvgText
          key={month}
          x={x}
          y={box.height - 6}
          textAnchor={x > right - 24 ? "end" : "middle"}
          {...label}
        >
          {monthText(month)}
        </SvgText>
      ))}
      <SvgText x={ROOM.left} y={ROOM.top - 12} {...label}>
        {w.history.axis}
      </SvgText>
      <SvgText
        x={ROOM.left - 6}
        y={picture.dueY + 4}
        textAnchor="end"
        {...label}
        fill={colours.text}
        fontWeight="600"
      >
        {w.forecast.due}
      </SvgText>
    </G>
  );
}

/** A bill: full where its payment is stated, hollow where it is inferred, an arrow where it lies beyond the edge. */
function Mark({ dot: { x, y, isLate, isBeyond, bill } }: { dot: Dot }) {
  const colours = useColours();
  const ink = isLate ? colours.bad : colours.good;
  const look = {
    fill: bill.isInferred ? colours.surface : ink,
    stroke: bill.isInferred ? ink : colours.surface,
  };
  if (!isBeyond) return <Circle cx={x} cy={y} r={RADIUS} {...look} strokeWidth={1.5} />;
  const tip = isLate ? y - RADIUS : y + RADIUS;
  const base = isLate ? y + RADIUS : y - RADIUS;
  return <Path d={`M${x} ${tip}L${x + 5} ${base}H${x - 5}Z`} {...look} strokeWidth={1.5} />;
}

function Key({ rows, hasUsual }: { rows: readonly LearnedBill[]; hasUsual: boolean }) {
  const { history: w } = useWords().payments;
  const colours = useColours();
  const entries = [
    { key: "late", title: w.key.late, fill: colours.bad, stroke: colours.bad },
    { key: "early", title: w.key.early, fill: colours.good, stroke: colours.good },
    ...(rows.some(({ isInferred }) => isInferred)
      ? [{ key: "inferred", title: w.key.inferred, fill: "none", stroke: colours.textMuted }]
      : []),
  ];
  return (
    <View style={styles.key} aria-hidden>
      {entries.map(({ key, title, fill, stroke }) => (
        <View key={key} style={styles.entry}>
          <Svg width={10} height={10}>
            <Circle cx={5} cy={5} r={4} fill={fill} stroke={stroke} strokeWidth={1.5} />
          </Svg>
          <Text type="small" tone="textMuted">
            {title}
          </Text>
        </View>
      ))}
      {hasUsual ? (
        <View style={styles.entry}>
          <Svg width={18} height={10}>
            <Line
              x1={0}
              x2={18}
              y1={5}
              y2={5}
              stroke={colours.textMuted}
              strokeWidth={2}
              strokeDasharray="5 4"
            />
          </Svg>
          <Text type="small" tone="textMuted">
            {w.usual}
          </Text>
        </View>
      ) : null}
    </View>
  );
}

const styles = StyleSheet.create({
  chart: { gap: SPACE.s },
  key: { flexDirection: "row", flexWrap: "wrap", columnGap: SPACE.l, rowGap: SPACE.xs },
  entry: { flexDirection: "row", alignItems: "center", gap: SPACE.xs + 2 },
});
