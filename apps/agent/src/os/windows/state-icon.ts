import type { TrayState } from "../os.ts";

type Colour = readonly [red: number, green: number, blue: number];
const WHITE: Colour = [255, 255, 255];
const COLOURS: Readonly<Record<TrayState, Colour>> = {
  well: [15, 118, 84],
  working: [29, 98, 201],
  paused: [110, 116, 128],
  trouble: [196, 62, 28],
};
const HEADER_BYTES = 40;
/** Each pixel is the mean of so many points each way: round things look round at 16 pixels. */
const POINTS = 4;

/**
 * The tray's icon for a state, as the bytes of an icon resource (a bitmap of 32 bits with its mask, from the bottom up): a disc in the
 * state's colour with a sign of its own, since not everybody tells colours apart.
 */
export function stateIcon(state: TrayState, pixels: number): Buffer {
  const maskRow = Math.ceil(pixels / 32) * 4;
  const bytes = Buffer.alloc(HEADER_BYTES + pixels * pixels * 4 + maskRow * pixels);
  bytes.writeUInt32LE(HEADER_BYTES, 0);
  bytes.writeInt32LE(pixels, 4);
  bytes.writeInt32LE(pixels * 2, 8); // of the picture and its mask
  bytes.writeUInt16LE(1, 12);
  bytes.writeUInt16LE(32, 14);
  for (let row = 0; row < pixels; row++) {
    for (let column = 0; column < pixels; column++) {
      const { disc, sign } = coverage(state, { row, column, pixels });
      const at = HEADER_BYTES + ((pixels - 1 - row) * pixels + column) * 4;
      const colour = COLOURS[state];
      for (const part of [0, 1, 2] as const) {
        const mixed = colour[part] * (1 - sign) + WHITE[part] * sign;
        bytes[at + 2 - part] = Math.round(mixed); // blue comes first
      }
      bytes[at + 3] = Math.round(disc * 255);
    }
  }
  return bytes;
}

/** How much of a pixel the disc and the sign cover, 0 to 1. */
function coverage(
  state: TrayState,
  { row, column, pixels }: { row: number; column: number; pixels: number },
): { disc: number; sign: number } {
  let disc = 0;
  let sign = 0;
  for (let point = 0; point < POINTS * POINTS; point++) {
    // From -1 to 1 across the icon.
    const x = ((column + ((point % POINTS) + 0.5) / POINTS) / pixels) * 2 - 1;
    const y = ((row + (Math.floor(point / POINTS) + 0.5) / POINTS) / pixels) * 2 - 1;
    if (x * x + y * y > 0.94) continue;
    disc++;
    if (SIGNS[state](x, y)) sign++;
  }
  return { disc: disc / POINTS ** 2, sign: disc === 0 ? 0 : sign / disc };
}

const SIGNS: Readonly<Record<TrayState, (x: number, y: number) => boolean>> = {
  /** A tick. */
  well: (x, y) =>
    isNear({ x, y }, { from: [-0.48, 0.02], to: [-0.12, 0.4] }) ||
    isNear({ x, y }, { from: [-0.12, 0.4], to: [0.5, -0.36] }),
  /** Two arrows, one up and one down. */
  working: (x, y) =>
    isNear({ x, y }, { from: [-0.3, 0.5], to: [-0.3, -0.4] }) ||
    isNear({ x, y }, { from: [0.3, -0.5], to: [0.3, 0.4] }) ||
    isNear({ x, y }, { from: [-0.3, -0.45], to: [-0.58, -0.12] }) ||
    isNear({ x, y }, { from: [0.3, 0.45], to: [0.58, 0.12] }),
  /** Two bars. */
  paused: (x, y) => Math.abs(y) < 0.46 && Math.abs(Math.abs(x) - 0.27) < 0.14,
  /** An exclamation mark. */
  trouble: (x, y) => Math.abs(x) < 0.14 && ((y > -0.62 && y < 0.2) || (y > 0.38 && y < 0.62)),
};

/** Whether a point is on a line of the sign's width. */
function isNear(
  { x, y }: { x: number; y: number },
  { from: [x0, y0], to: [x1, y1] }: { from: [number, number]; to: [number, number] },
): boolean {
  const along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2);
  const nearest = Math.min(1, Math.max(0, along));
  return Math.hypot(x - x0 - nearest * (x1 - x0), y - y0 - nearest * (y1 - y0)) < 0.13;
}
