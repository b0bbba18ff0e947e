/** The agent's own version, told to the server with every run. */
export const AGENT_VERSION = "0.1.0";
