/** Only the server can take the cookie back. */
export const HOLDS_TOKEN: boolean = false;

/** On the web the session is an HTTP-only cookie of the same origin: scripts hold no token. */
export function readToken(): Promise<string | null> {
  return Promise.resolve(null);
}

/** Does what ends the session. */
export function letTokenOut<T>(end: () => Promise<T>): Promise<T> {
  return end();
}

export function keepToken(_token: string | null): Promise<void> {
  return Promise.resolve();
}
