/** Where the agent's installer lies, fixed when the app is built (EXPO_PUBLIC_AGENT_URL); null: this installation has none. */
export function agentDownload(): string | null {
  const url = process.env.EXPO_PUBLIC_AGENT_URL ?? "";
  return url.startsWith("https://") ? url : null;
}
