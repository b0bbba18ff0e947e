import type { Spread } from "@cfa/contract/cash-forecast";
import { useMemo } from "react";

import { FanChart } from "../../components/chart/fan-chart";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { paiseFromJson } from "@cfa/values/money";
import { fanPoints, quantile, rupees, short, shortDay } from "./cash-figures";

type Week = { from: string; to: string; balance: Spread };

/** The fan of what may be spent over the weeks ahead. */
export function BalanceFan(props: {
  opening: string;
  weeks: readonly Week[];
  floor: string | null;
  label: string;
  chosen?: number;
  onChoose?: (at: number) => void;
  height?: number;
  testID: string;
}) {
  const { opening, weeks, floor, ...rest } = props;
  const words = useWords();
  const points = useMemo(() => fanPoints(opening, weeks), [opening, weeks]);
  const steps = weeks.map(({ from, to, balance }) => ({
    key: from,
    short: shortDay(to),
    label: words.cash.weekLabel(
      words.cash.week(dayText(from), dayText(to)),
      short(quantile(balance, "middle"), words),
      short(quantile(balance, "low"), words),
      short(quantile(balance, "high"), words),
    ),
  }));
  return (
    <FanChart
      points={points}
      steps={steps}
      floor={floor === null ? null : rupees(paiseFromJson(floor))}
      {...rest}
    />
  );
}
