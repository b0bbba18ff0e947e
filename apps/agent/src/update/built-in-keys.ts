/** Put in by the build (`define`), as one text of base64 with commas; not there in development. */
declare const CFA_AGENT_RELEASE_KEYS: string | undefined;

/**
 * Public keys that releases of the agent are believed by: base64 of their DER, as CFA_AGENT_RELEASE_KEY of a server. In development there
 * are none, and then no bundle but the embedded one is run.
 */
export const BUILT_IN_KEYS: readonly string[] =
  typeof CFA_AGENT_RELEASE_KEYS === "string" ? CFA_AGENT_RELEASE_KEYS.split(",").filter(Boolean) : [];
