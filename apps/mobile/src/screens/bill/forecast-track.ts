import type { BillForecast } from "@cfa/contract/insights";
import { daysBetween, type LocalDate } from "@cfa/values/local-date";
import { scaleLinear } from "d3-scale";

/** A range that goes on beyond what the model looks at is drawn for so many days after its beginning. */
const OPEN_END = 120;

/** Where the days of a forecast stand on a line, in pixels; null: none can be named. */
export function forecastTrack(
  { from, to, expected, dueDate }: Pick<BillForecast, "from" | "to" | "expected" | "dueDate">,
  { today, width, room }: { today: string; width: number; room: number },
): {
  from: number;
  to: number;
  isOpenEnded: boolean;
  expected: number | null;
  due: number;
  today: number;
} | null {
  if (from === null) return null;
  const [now, due, first] = [dayOf(today), dayOf(dueDate), dayOf(from)];
  const last = to === null ? first + OPEN_END : dayOf(to);
  const days = [now, due, first, last];
  const along = scaleLinear(
    [Math.min(...days), Math.max(...days, Math.min(...days) + 1)],
    [room, width - room],
  );
  return {
    from: along(first),
    to: along(last),
    isOpenEnded: to === null,
    expected: expected === null ? null : along(Math.min(last, dayOf(expected))),
    due: along(due),
    today: along(now),
  };
}

function dayOf(day: string): number {
  return daysBetween("1970-01-01" as LocalDate, day as LocalDate);
}
