/**
 * Names one thing that a person asks for, so that a second tap makes no second one. It must differ from others, no more: a page over
 * plain HTTP has no cryptographic chance to take it from.
 */
export function newRequestId(): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(Math.random() * 16).toString(16));
  digits[12] = "4";
  digits[16] = "8";
  return digits.join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
