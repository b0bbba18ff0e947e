export { saveFile as shareFileAt } from "./save-file";
