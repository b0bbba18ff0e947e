import { AgentAge } from "./agent-age";
import { AgentLink, AgentPlace } from "./agent-links";
import { AgentScreen } from "./agent-screen";

/** All that is about the agent's download, loaded together: what two pages share by themselves would come with the app. */
export const agentParts = { AgentAge, AgentLink, AgentPlace, AgentScreen };
