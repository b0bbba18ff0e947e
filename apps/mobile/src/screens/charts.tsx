import type { ComponentProps } from "react";
import { View } from "react-native";

import type { FanChart as Fan } from "../components/chart/fan-chart";
import { laterPart } from "../components/later";
import { useLayout } from "../theme/theme";
import type { ForecastLine as Line } from "./bill/forecast-line";
import { AGEING_HEIGHT, DELAY, DELAY_KEY, FORECAST_HEIGHT } from "./chart-room";

/*
 * The pictures of figures. What draws them comes after the figures and sentences beside them; until then their room is kept, so that
 * nothing moves when they come.
 */

const load = async () => {
  await painted();
  return (await import("./drawn-charts")).drawn;
};

/** Ends when what stands on the page by now has been painted. */
function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

export const FanChart = laterPart(
  async () => (await load()).FanChart,
  ({ height }: ComponentProps<typeof Fan>) => <View style={{ height }} />,
);

/** A forecast that names no day has no line, and needs no room for one. */
export const ForecastLine = laterPart(
  async () => (await load()).ForecastLine,
  ({ forecast }: ComponentProps<typeof Line>) =>
    forecast.from === null ? null : <View style={{ height: FORECAST_HEIGHT }} />,
);

export const AgeingColumns = laterPart(
  async () => (await load()).AgeingColumns,
  () => <View style={{ height: AGEING_HEIGHT }} />,
);

export const DelayChart = laterPart(async () => (await load()).DelayChart, DelayRoom);

function DelayRoom() {
  return <View style={{ height: DELAY[useLayout()] + DELAY_KEY }} />;
}
