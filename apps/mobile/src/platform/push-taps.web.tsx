/** A browser is sent no messages. */
export function PushTaps() {
  return null;
}
