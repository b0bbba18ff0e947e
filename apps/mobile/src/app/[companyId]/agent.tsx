export { AgentScreen as default } from "../../screens/pages";
