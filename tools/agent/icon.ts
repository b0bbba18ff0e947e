import { crc32, deflateSync } from "node:zlib";

/** The sizes that Windows asks for: tray and lists, desktop, and large previews. */
const SIZES = [16, 24, 32, 48, 256] as const;
/** From here on as PNG, as Windows itself does it; smaller ones as bitmaps, which every reader of icons knows. */
const LEAST_PNG = 256;

const GROUND = [0x0f, 0x4c, 0x3a] as const;
const BAR = [0xff, 0xff, 0xff] as const;
const DOT = [0xe2, 0xbb, 0x6c] as const;
/** The mark of the app on a field of 1024, moved close to the edges: an icon of 16 pixels has no room for margins. */
const FIELD = 1024;
const CORNER = 190;
const BARS = [
  { x: 190, top: 570 },
  { x: 420, top: 400 },
  { x: 650, top: 200 },
] as const;
const BAR_RADIUS = 68;
const FOOT = 806;
const DOT_AT = { x: 858, y: 782, radius: 92 } as const;

/** The program's icon, drawn: the three bars and the dot of the app. */
export function drawIcon(): Buffer {
  const images = SIZES.map((size) => {
    const pixels = drawPixels(size);
    return { size, data: size < LEAST_PNG ? bitmap(size, pixels) : png(size, pixels) };
  });
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  for (const [index, { size, data }] of images.entries()) {
    const at = 6 + 16 * index;
    // A size of 256 is written as 0.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(data.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += data.length;
  }
  return Buffer.concat([head, ...images.map(({ data }) => data)]);
}

/** Red, green, blue and how much covers, row by row from the top. */
function drawPixels(size: number): Buffer {
  const pixels = Buffer.alloc(size * size * 4);
  for (let at = 0; at < size * size; at++) {
    const x = (((at % size) + 0.5) * FIELD) / size;
    const y = ((Math.floor(at / size) + 0.5) * FIELD) / size;
    const covers = (distance: number): number => Math.min(1, Math.max(0, 0.5 - (distance * size) / FIELD));
    let colour: readonly number[] = GROUND;
    for (const bar of BARS) colour = mix(colour, BAR, covers(toBar(x - bar.x, { y, top: bar.top })));
    colour = mix(colour, DOT, covers(Math.hypot(x - DOT_AT.x, y - DOT_AT.y) - DOT_AT.radius));
    pixels.set([...colour.map(Math.round), Math.round(covers(toGround(x, y)) * 255)], at * 4);
  }
  return pixels;
}

function mix(under: readonly number[], over: readonly number[], part: number): number[] {
  return under.map((value, index) => value + ((over[index] ?? 0) - value) * part);
}

/** How far a point is from a bar with round ends; negative inside. */
function toBar(dx: number, { y, top }: { y: number; top: number }): number {
  const nearest = Math.min(Math.max(y, top + BAR_RADIUS), FOOT - BAR_RADIUS);
  return Math.hypot(dx, y - nearest) - BAR_RADIUS;
}

/** How far a point is from the square with round corners. */
function toGround(x: number, y: number): number {
  const dx = Math.max(0, Math.abs(x - FIELD / 2) - (FIELD / 2 - CORNER));
  const dy = Math.max(0, Math.abs(y - FIELD / 2) - (FIELD / 2 - CORNER));
  return Math.hypot(dx, dy) - CORNER;
}

/** As icons hold bitmaps: twice the height, rows from the bottom, blue first, and an empty mask behind. */
function bitmap(size: number, pixels: Buffer): Buffer {
  const head = Buffer.alloc(40);
  head.writeUInt32LE(40, 0);
  head.writeInt32LE(size, 4);
  head.writeInt32LE(size * 2, 8);
  head.writeUInt16LE(1, 12);
  head.writeUInt16LE(32, 14);
  const rows = Buffer.alloc(size * size * 4);
  for (let at = 0; at < size * size; at++) {
    const from = ((size - 1 - Math.floor(at / size)) * size + (at % size)) * 4;
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(from, from + 4);
    rows.set([blue, green, red, alpha], at * 4);
  }
  const maskRow = Math.ceil(size / 32) * 4;
  return Buffer.concat([head, rows, Buffer.alloc(maskRow * size)]);
}

function png(size: number, pixels: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6], 8);
  const row = size * 4;
  const lines = Array.from({ length: size }, (_, y) =>
    Buffer.concat([Buffer.alloc(1), pixels.subarray(y * row, (y + 1) * row)]),
  );
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.concat(lines), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
