export { ConnectScreen as default } from "../../screens/pages";
