import type { Writable } from "node:stream";

/** One open answer that tells a company's standing. Holds nothing for a slow reader but the newest standing. */
export type Watch = {
  /** Tells a standing, unless it was the last one told. While the reader is behind, what comes later takes its place. */
  tell(standing: string): void;
  /** Shows a reader and what lies between that the line is alive; a reader who has taken nothing for long is let go. */
  beat(): void;
  end(): void;
};

/** Beats that a reader may be behind. */
const PATIENCE_BEATS = 4;

/** Tells standings as server-sent events on an answer whose head is out. */
export function watchOn(out: Writable): Watch {
  let newest: string | null = null;
  let told: string | null = null;
  let beatsBehind = 0;
  let isBehind = false;
  const write = (text: string): void => {
    isBehind = !out.write(text);
    if (isBehind) {
      out.once("drain", () => {
        isBehind = false;
        beatsBehind = 0;
        catchUp();
      });
    }
  };
  const catchUp = (): void => {
    if (isBehind || newest === null || newest === told || !out.writable) return;
    told = newest;
    write(`data: ${newest}\n\n`);
  };
  return {
    tell(standing) {
      newest = standing;
      catchUp();
    },
    beat() {
      if (!isBehind && out.writable) write(": alive\n\n");
      else if (++beatsBehind >= PATIENCE_BEATS) out.destroy();
    },
    end() {
      if (isBehind) out.destroy();
      else out.end();
    },
  };
}
