import type { Page } from "playwright-core";
import { create, toBuffer } from "qrcode";

/* A QR as people hold it before the window: as a picture, and as what a camera sees. */

export const pngOf = (text: string): Promise<Buffer> => toBuffer(text, { width: 400 });

const WIDTH = 640;
const HEIGHT = 480;
const SCALE = 9;
const WHITE = 235;
const BLACK = 16;
const NO_COLOUR = 128;
const FRAMES = 5;

/** What a camera sees that looks at it, as Chromium's stand-in camera plays it (YUV4MPEG2). */
export function filmOf(text: string): Buffer {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const light = Buffer.alloc(WIDTH * HEIGHT, WHITE);
  const left = Math.floor((WIDTH - modules.size * SCALE) / 2);
  const top = Math.floor((HEIGHT - modules.size * SCALE) / 2);
  for (let y = 0; y < modules.size * SCALE; y++) {
    for (let x = 0; x < modules.size * SCALE; x++) {
      const isDark = modules.get(Math.floor(y / SCALE), Math.floor(x / SCALE)) === 1;
      if (isDark) light[(top + y) * WIDTH + left + x] = BLACK;
    }
  }
  const frame = Buffer.concat([Buffer.from("FRAME\n"), light, Buffer.alloc((WIDTH * HEIGHT) / 2, NO_COLOUR)]);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F30:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([head, ...Array.from({ length: FRAMES }, () => frame)]);
}

/** How Chromium is told to play a film as its camera, and to ask nobody. */
export const cameraOf = (film: string): string[] => [
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  `--use-file-for-fake-video-capture=${film}`,
];

/** Whether this browser plays one. */
export function hasCamera(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(`navigator.mediaDevices.getUserMedia({ video: true }).then(
    (stream) => { stream.getTracks().forEach((track) => track.stop()); return true; },
    () => false,
  )`);
}
