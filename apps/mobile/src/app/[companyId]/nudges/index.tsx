export { NudgesScreen as default } from "../../../screens/pages";
