/** What is typed on the computer with Tally: it pairs the agent, by a code where there is one, or lets it read. */
export function pairCommand(server: string, code?: string): string {
  const pair = `npm run agent -- pair --server ${server}`;
  return code === undefined ? pair : `${pair} --code ${code}`;
}

/** Lets the agent read again and again. */
export const RUN_COMMAND = "npm run agent -- run";

/** Seconds as a clock counts them down: "9:05". */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
