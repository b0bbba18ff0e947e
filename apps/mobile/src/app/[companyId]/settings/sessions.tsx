export { SessionsScreen as default } from "../../../screens/pages";
