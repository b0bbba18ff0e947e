import { AssistantSettingsScreen } from "../settings/assistant-settings-screen";
import { AssistantScreen } from "./assistant-screen";

/** The pages of the assistant, loaded as one: what they share comes with neither the first page nor any other. */
export const assistantPages = { AssistantScreen, AssistantSettingsScreen };
