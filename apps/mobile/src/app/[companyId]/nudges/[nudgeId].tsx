export { NudgeScreen as default } from "../../../screens/pages";
