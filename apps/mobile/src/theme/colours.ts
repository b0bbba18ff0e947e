/** The colours of one scheme. Names say the use, never the hue. Text on its ground keeps a contrast of 4.5 : 1. */
export type Colours = {
  ground: string;
  surface: string;
  raised: string;
  line: string;
  lineStrong: string;
  text: string;
  textMuted: string;
  brand: string;
  brandSoft: string;
  onBrand: string;
  brandDeep: string;
  good: string;
  goodSoft: string;
  warn: string;
  warnSoft: string;
  bad: string;
  badSoft: string;
  unapplied: string;
  unappliedSoft: string;
  scrim: string;
  /** Of an edge beyond which something goes on. */
  shade: string;
  /** Ageing from not due to over 90 days; order is carried by lightness too. */
  ageing: readonly [string, string, string, string, string];
};

export const LIGHT: Colours = {
  ground: "#F5F4EF",
  surface: "#FFFFFF",
  raised: "#FAF9F5",
  line: "#E4E2D9",
  lineStrong: "#C9C6BA",
  text: "#14201B",
  textMuted: "#5A655F",
  brand: "#0F6B50",
  brandSoft: "#E3F0EA",
  onBrand: "#FFFFFF",
  brandDeep: "#0F4C3A",
  good: "#12694A",
  goodSoft: "#E4F2EA",
  warn: "#855300",
  warnSoft: "#FBF0D9",
  bad: "#A8321A",
  badSoft: "#FBE9E3",
  unapplied: "#3F539C",
  unappliedSoft: "#E9ECF8",
  scrim: "rgba(12, 18, 16, 0.45)",
  shade: "rgba(12, 18, 16, 0.3)",
  ageing: ["#7FB8A0", "#E2BC6A", "#D9924A", "#C4622F", "#96301B"],
};

export const DARK: Colours = {
  ground: "#0C1210",
  surface: "#141C19",
  raised: "#1A2420",
  line: "#26322D",
  lineStrong: "#3C4B45",
  text: "#EBF0ED",
  textMuted: "#9DABA4",
  brand: "#7FD6B4",
  brandSoft: "#17332A",
  onBrand: "#08231A",
  brandDeep: "#0A2A20",
  good: "#7FD6A9",
  goodSoft: "#14301F",
  warn: "#F0C274",
  warnSoft: "#35290F",
  bad: "#FF9F85",
  badSoft: "#3D1D14",
  unapplied: "#A9B8F5",
  unappliedSoft: "#1F2742",
  scrim: "rgba(0, 0, 0, 0.6)",
  shade: "rgba(157, 171, 164, 0.5)",
  ageing: ["#3F7F68", "#B08A3A", "#C98442", "#DE7A4C", "#F07A60"],
};
