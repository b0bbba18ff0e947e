/** `fetch` whose answer can be read while it still comes, with the cookie of this origin. */
export const streamFetch: typeof globalThis.fetch = (input, init) => fetch(input, init);
