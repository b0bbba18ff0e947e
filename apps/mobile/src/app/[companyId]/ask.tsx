export { AssistantScreen as default } from "../../screens/pages";
