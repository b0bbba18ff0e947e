import { FanChart } from "../components/chart/fan-chart";
import { ForecastLine } from "./bill/forecast-line";
import { AgeingColumns } from "./home/ageing-columns-picture";
import { DelayChart } from "./party/delay-chart";

/** All that draws, loaded as one: the library of scales and curves behind it stands in no other part of the app. */
export const drawn = { FanChart, ForecastLine, AgeingColumns, DelayChart };
