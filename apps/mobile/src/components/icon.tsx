import Svg, { Circle, Path } from "react-native-svg";

const STROKES = {
  home: "M4 11.2 12 4.5l8 6.7V19a1 1 0 0 1-1 1h-4.6v-5.4H9.6V20H5a1 1 0 0 1-1-1z",
  cash: "M3.5 18.5 9 12.5l4 3.5 7.5-8.5M15.5 7.5h5v5M3.5 21h17",
  parties:
    "M9 11.5a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8zM2.8 19.6c.5-3.3 3-5.2 6.2-5.2s5.7 1.9 6.2 5.2M15.6 5.1a3.3 3.3 0 0 1 0 6.2M17.3 14.8c2.2.6 3.6 2.3 3.9 4.8",
  sync: "M19.5 12a7.5 7.5 0 0 1-13.4 4.6M4.5 12a7.5 7.5 0 0 1 13.4-4.6M18.4 3.8v3.9h-3.9M5.6 20.2v-3.9h3.9",
  settings:
    "M4 7.5h9.5M18.5 7.5H20M4 16.5h1.5M10.5 16.5H20M16 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8 19a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  upload: "M12 15.5V5M7.8 9.2 12 5l4.2 4.2M5 15.5V18a1.5 1.5 0 0 0 1.5 1.5h11A1.5 1.5 0 0 0 19 18v-2.5",
  back: "M14.5 5.5 8 12l6.5 6.5",
  forward: "M9.5 5.5 16 12l-6.5 6.5",
  down: "M6 9.5l6 6 6-6",
  search: "M10.8 17.1a6.3 6.3 0 1 0 0-12.6 6.3 6.3 0 0 0 0 12.6zM15.5 15.5 20 20",
  close: "M6 6l12 12M18 6 6 18",
  calendar:
    "M5 6.5h14a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7.5a1 1 0 0 1 1-1zM4 10.8h16M8.3 3.8v4M15.7 3.8v4",
  good: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8.2 12.3l2.6 2.6 5-5.4",
  warn: "M12 4.3 20.6 19.2a.5.5 0 0 1-.43.75H3.83a.5.5 0 0 1-.43-.75zM12 10v4.4M12 17.1v.1",
  bad: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9 9l6 6M15 9l-6 6",
  none: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8.5 12h7",
  check: "M5 12.5l4.5 4.5L19 7.5",
  phone:
    "M7.2 4.5h-2A1.2 1.2 0 0 0 4 5.8C4.5 13.3 10.7 19.5 18.2 20a1.2 1.2 0 0 0 1.3-1.2v-2.6l-4-1.5-1.7 1.7a13 13 0 0 1-5.7-5.7l1.7-1.7z",
  mail: "M4.5 6h15a.8.8 0 0 1 .8.8v10.4a.8.8 0 0 1-.8.8h-15a.8.8 0 0 1-.8-.8V6.8A.8.8 0 0 1 4.5 6zM4.2 7l7.8 6 7.8-6",
  offline:
    "M4 4l16 16M8.6 13.7a5 5 0 0 1 4.3-1.4M5.4 10.4a9.6 9.6 0 0 1 3.5-2.1M12.3 7.4a9.6 9.6 0 0 1 6.3 3M12 17.6v.1",
  review: "M4.5 6.5l1.6 1.6 3-3.2M4.5 13l1.6 1.6 3-3.2M12.5 7H20M12.5 13.5H20M12.5 19.5H20M5 19.6h2.6",
  voucher: "M6 3.8h8.5L18.5 8v12.2H6zM14.2 4v4.3h4.1M9 12.3h6.5M9 15.8h6.5",
  ask: "M5 5h14a1 1 0 0 1 1 1v9.5a1 1 0 0 1-1 1h-7.5L7 20v-3.5H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM8 9h8M8 12.5h5",
  send: "M12 19V5M6 11l6-6 6 6",
  voice:
    "M12 14.5a3 3 0 0 0 3-3v-5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3zM6 11.5a6 6 0 0 0 12 0M12 17.5V20.5M9 20.5h6",
} as const;

export type IconName = keyof typeof STROKES;

/** A line icon of our own, drawn on a grid of 24. Always beside words or inside something that has a label. */
export function Icon(props: { name: IconName; color: string; size?: number }) {
  const { name, color, size = 22 } = props;
  return (
    <Svg width={size} height={size} viewBox="0 0 24 24" fill="none" style={{ flexShrink: 0 }} aria-hidden>
      <Path d={STROKES[name]} stroke={color} strokeWidth={1.7} strokeLinecap="round" strokeLinejoin="round" />
    </Svg>
  );
}

/** The mark of the product: three bars that grow towards their sum. */
export function Mark(props: { color: string; accent: string; size?: number }) {
  const { color, accent, size = 36 } = props;
  return (
    <Svg width={size} height={size} viewBox="0 0 36 36" fill="none" style={{ flexShrink: 0 }} aria-hidden>
      <Path d="M6 29V22M14 29V16M22 29V9" stroke={color} strokeWidth={4} strokeLinecap="round" />
      <Circle cx={30} cy={27} r={3} fill={accent} />
    </Svg>
  );
}
