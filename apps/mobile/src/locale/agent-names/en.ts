/** What the desktop agent is called and what is said of an old one, in English. */
export const agentNamesEn = {
  heading: "Desktop agent",
  hint: "The program that reads Tally: download, requirements, installing",
  get: "Download the agent",
  getText: "Install it on the same computer as Tally, then start it.",
  old: (version: string) =>
    `A newer agent is there: version ${version}. The one on the computer goes on working until it is renewed.`,
  tooOld:
    "The server no longer takes anything from this agent: it is too old. Download the newest and install it over this one; nothing is lost.",
};
export type AgentNames = typeof agentNamesEn;
