import { fetch } from "expo/fetch";

/** `fetch` whose answer can be read while it still comes; React Native's own gives it whole at its end. */
export const streamFetch: typeof fetch = (url, init) => fetch(url, init);
