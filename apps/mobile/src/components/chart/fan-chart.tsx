import { useState } from "react";
import { Pressable, StyleSheet, View } from "react-native";
import Svg, { Circle, Line, Path, Rect, Text as SvgText } from "react-native-svg";

import { useWords } from "../../locale/locale";
import type { Catalogue } from "../../locale/en";
import { moneyText } from "../../locale/money-text";
import { fontOf } from "../../theme/font";
import { TYPE } from "../../theme/tokens";
import { useColours } from "../../theme/theme";
import { fanShape, fanTicks, type FanBox, type FanPoint, type FanShape } from "./fan-shape";

export type FanStep = { key: string; short: string };

/** The room for the sums at the left, for one letter of them, and for a day below; the last day ends at the edge. */
const LEAST_LEFT = 56;
const LETTER = 6.4;
const DAY_WIDTH = 56;

function tickText(value: number, words: Catalogue): string {
  return moneyText(BigInt(value) * 100n, { form: "short", words });
}

/**
 * A fan of ranges over the weeks ahead, in rupees: the inner half of all courses darker, four of five lighter, the middle as a line. The first
 * point is today; a later one is chosen by a press near it, `chosen` counting from 1. Columns are too narrow to be the only way: the page has
 * buttons for the next and the last one. Without `onChoose` it is a picture alone.
 */
export function FanChart(props: {
  points: readonly FanPoint[];
  /** One for each point after the first. */
  steps: readonly FanStep[];
  floor: number | null;
  chosen?: number;
  onChoose?: (at: number) => void;
  height: number;
  label: string;
  testID: string;
}) {
  const { points, steps, floor, chosen, onChoose, height, label, testID } = props;
  const [width, setWidth] = useState(0);
  const words = useWords();
  const room: FanBox = { width, height, left: LEAST_LEFT, top: 12, bottom: 26 };
  const letters = Math.max(0, ...fanTicks(points, room, floor).map((value) => tickText(value, words).length));
  const box = { ...room, left: Math.max(LEAST_LEFT, letters * LETTER + 12) };
  const shape = fanShape(points, box, floor);
  return (
    <View onLayout={(event) => setWidth(event.nativeEvent.layout.width)} style={{ height }} testID={testID}>
      {width === 0 ? null : (
        <>
          <Picture shape={shape} box={box} {...props} chosen={chosen} label={label} />
          {onChoose ? (
            <View aria-hidden style={[styles.columns, { left: box.left }]}>
              {steps.map((step, at) => (
                <Pressable
                  key={step.key}
                  tabIndex={-1}
                  onPress={() => onChoose(at + 1)}
                  testID={`${testID}-${at + 1}`}
                  style={styles.column}
                />
              ))}
            </View>
          ) : null}
        </>
      )}
    </View>
  );
}

function Picture(props: {
  shape: FanShape;
  box: FanBox;
  points: readonly FanPoint[];
  steps: readonly FanStep[];
  floor: number | null;
  chosen: number | undefined;
  label: string;
}) {
  const { shape, box, points, chosen, label } = props;
  const colours = useColours();
  const { x, y } = shape;
  const mark = chosen === undefined ? undefined : points[chosen];
  return (
    <Svg width={box.width} height={box.height} style={styles.svg} role="img" aria-label={label}>
      <Axis {...props} />
      <Path d={shape.outer} fill={colours.brand} opacity={0.16} />
      <Path d={shape.inner} fill={colours.brand} opacity={0.24} />
      <Path d={shape.middle} stroke={colours.brand} strokeWidth={2.2} fill="none" strokeLinejoin="round" />
      {mark && chosen !== undefined ? (
        <>
          <Rect
            x={x(chosen) - 0.5}
            y={box.top}
            width={1}
            height={box.height - box.top - box.bottom}
            fill={colours.text}
            opacity={0.35}
          />
          <Circle
            cx={x(chosen)}
            cy={y(mark.middle)}
            r={5}
            fill={colours.surface}
            stroke={colours.brand}
            strokeWidth={2.5}
          />
        </>
      ) : null}
      <Circle cx={x(0)} cy={y(points[0]?.middle ?? 0)} r={3.5} fill={colours.brand} />
    </Svg>
  );
}

/** Sums at the left, days below, zero and the floor as lines. */
function Axis(props: { shape: FanShape; box: FanBox; steps: readonly FanStep[]; floor: number | null }) {
  const { shape, box, steps, floor } = props;
  const colours = useColours();
  const words = useWords();
  const { fontFamily } = fontOf(TYPE.body);
  const ink = { fill: colours.textMuted, fontSize: 11, ...(fontFamily ? { fontFamily } : {}) };
  const every = Math.ceil((steps.length * DAY_WIDTH) / Math.max(box.width - box.left, 1));
  return (
    <>
      {shape.ticks.map(({ value, y }) => (
        <Line
          key={value}
          x1={box.left}
          x2={box.width}
          y1={y}
          y2={y}
          stroke={value === 0 ? colours.lineStrong : colours.line}
          strokeWidth={value === 0 ? 1.5 : 1}
        />
      ))}
      {shape.ticks.map(({ value, y }) => (
        <SvgText key={value} x={box.left - 8} y={y + 4} textAnchor="end" {...ink}>
          {tickText(value, words)}
        </SvgText>
      ))}
      {steps.map(({ key, short }, at) =>
        (steps.length - 1 - at) % every === 0 ? (
          <SvgText
            key={key}
            x={shape.x(at + 1)}
            y={box.height - 6}
            textAnchor={at === steps.length - 1 ? "end" : "middle"}
            {...ink}
          >
            {short}
          </SvgText>
        ) : null,
      )}
      {floor === null ? null : (
        <Line
          x1={box.left}
          x2={box.width}
          y1={shape.y(floor)}
          y2={shape.y(floor)}
          stroke={colours.bad}
          strokeDasharray="5 4"
          strokeWidth={1.4}
        />
      )}
    </>
  );
}

const styles = StyleSheet.create({
  svg: { position: "absolute", left: 0, top: 0 },
  columns: { position: "absolute", top: 0, bottom: 0, right: 0, flexDirection: "row" },
  column: { flex: 1 },
});
