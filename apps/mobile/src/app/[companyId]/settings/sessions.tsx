export { SessionsScreen as default } from "../../../screens/settings/sessions-screen";
