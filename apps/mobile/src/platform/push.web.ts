/** A browser is sent no messages: there are none to end. */
export function leavePush(): Promise<void> {
  return Promise.resolve();
}
