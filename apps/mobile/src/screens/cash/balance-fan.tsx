import type { Spread } from "@cfa/contract/cash-forecast";
import { paiseFromJson } from "@cfa/values/money";
import { useMemo } from "react";

import { FanChart } from "../charts";
import { fanPoints, rupees, shortDay } from "./cash-figures";

type Week = { from: string; to: string; balance: Spread };

/** The fan of what may be spent over the weeks ahead. */
export function BalanceFan(props: {
  opening: string;
  weeks: readonly Week[];
  floor: string | null;
  label: string;
  chosen?: number;
  onChoose?: (at: number) => void;
  height: number;
  testID: string;
}) {
  const { opening, weeks, floor, ...rest } = props;
  const points = useMemo(() => fanPoints(opening, weeks), [opening, weeks]);
  const steps = weeks.map(({ from, to }) => ({ key: from, short: shortDay(to) }));
  return (
    <FanChart
      points={points}
      steps={steps}
      floor={floor === null ? null : rupees(paiseFromJson(floor))}
      {...rest}
    />
  );
}
