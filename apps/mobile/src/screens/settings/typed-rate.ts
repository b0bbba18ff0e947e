/** A percentage typed as people write it ("11.5", "11,5 %"), in hundredths of a percent; null when it is none from 0.01 to 100. */
export function typedRate(text: string): number | null {
  const plain = text.replace("%", "").replace(",", ".").trim();
  if (!/^\d{1,3}(\.\d{0,2})?$/.test(plain)) return null;
  const [whole = "0", part = ""] = plain.split(".");
  const hundredths = Number(whole) * 100 + Number(part.padEnd(2, "0"));
  return hundredths >= 1 && hundredths <= 10_000 ? hundredths : null;
}

/** Hundredths of a percent as people write them: "11.5 %". */
export function rateText(hundredths: number): string {
  return `${hundredths / 100} %`;
}
