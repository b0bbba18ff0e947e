export { AssistantSettingsScreen as default } from "../../../screens/pages";
