import type { BillForecast } from "@cfa/contract/insights";
import { useState } from "react";
import { StyleSheet, View } from "react-native";
import Svg, { Circle, Line, Path, Rect, Text as SvgText } from "react-native-svg";

import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { fontOf } from "../../theme/font";
import { useColours } from "../../theme/theme";
import { TYPE } from "../../theme/tokens";
import { FORECAST_HEIGHT as HEIGHT } from "../chart-room";
import { likelyText, rangeText } from "./forecast-text";
import { forecastTrack } from "./forecast-track";

const MIDDLE = 32;
const ROOM = 12;
const CLOSE = 56;

/** The days of a forecast on a line: today, due, the range of four in five and the likely day in it. */
export function ForecastLine({ forecast, today }: { forecast: BillForecast; today: string }) {
  const [width, setWidth] = useState(0);
  const words = useWords();
  const { forecast: w } = words.payments;
  const track = forecastTrack(forecast, { today, width, room: ROOM });
  if (track === null) return null;
  const told = w.track(
    dayText(forecast.dueDate),
    likelyText(forecast, words),
    rangeText(forecast, words) ?? "",
  );
  return (
    <View
      style={styles.line}
      role="img"
      aria-label={told}
      testID="forecast-track"
      onLayout={(event) => setWidth(event.nativeEvent.layout.width)}
    >
      {width === 0 ? null : <Drawing track={track} width={width} />}
    </View>
  );
}

function faceOf() {
  const { fontFamily } = fontOf(TYPE.small);
  return fontFamily === undefined ? {} : { fontFamily };
}

function Drawing({ track, width }: { track: NonNullable<ReturnType<typeof forecastTrack>>; width: number }) {
  const colours = useColours();
  const words = useWords();
  const { forecast: w } = words.payments;
  const end = track.isOpenEnded ? width : track.to;
  const label = (x: number) => ({
    x: Math.min(width - 2, Math.max(2, x)),
    textAnchor: x < CLOSE ? ("start" as const) : x > width - CLOSE ? ("end" as const) : ("middle" as const),
    fontSize: 11,
    ...faceOf(),
  });
  return (
    <Svg width={width} height={HEIGHT} aria-hidden>
      <Line x1={0} x2={width} y1={MIDDLE} y2={MIDDLE} stroke={colours.lineStrong} strokeWidth={2} />
      <Rect
        x={track.from - 6}
        y={MIDDLE - 7}
        width={Math.max(12, end - track.from + 12)}
        height={14}
        rx={7}
        fill={colours.brandSoft}
        stroke={colours.brand}
        strokeWidth={1.5}
        {...(track.isOpenEnded ? { strokeDasharray: "4 3" } : {})}
      />
      <Line
        x1={track.due}
        x2={track.due}
        y1={MIDDLE - 12}
        y2={MIDDLE + 12}
        stroke={colours.bad}
        strokeWidth={2}
      />
      <SvgText {...label(track.due)} y={14} fill={colours.bad} fontWeight="600">
        {w.due}
      </SvgText>
      <Path d={`M${track.today} ${MIDDLE + 4}l5 9h-10z`} fill={colours.text} />
      <SvgText {...label(track.today)} y={HEIGHT - 5} fill={colours.textMuted}>
        {w.today}
      </SvgText>
      {track.expected === null ? null : (
        <Circle
          cx={track.expected}
          cy={MIDDLE}
          r={6}
          fill={colours.brand}
          stroke={colours.surface}
          strokeWidth={2}
        />
      )}
    </Svg>
  );
}

const styles = StyleSheet.create({ line: { height: HEIGHT } });
