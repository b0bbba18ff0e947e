import { expect, test } from "vitest";

import { forecastTrack } from "./forecast-track";

const ON = { today: "2026-12-01", width: 300, room: 10 };
const FORECAST = { dueDate: "2026-11-21", from: "2026-12-05", expected: "2026-12-12", to: "2026-12-28" };

test("the days of a forecast stand on the line in their order, from end to end", () => {
  const track = forecastTrack(FORECAST, ON);
  expect(track).toMatchObject({ due: 10, to: 290, isOpenEnded: false });
  const places = [track?.due, track?.today, track?.from, track?.expected, track?.to];
  expect(places).toEqual(places.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
});

test("a range without an end is open; without a beginning there is nothing to draw", () => {
  expect(forecastTrack({ ...FORECAST, expected: null, to: null }, ON)).toMatchObject({
    isOpenEnded: true,
    expected: null,
    to: 290,
  });
  expect(forecastTrack({ ...FORECAST, from: null }, ON)).toBeNull();
});
