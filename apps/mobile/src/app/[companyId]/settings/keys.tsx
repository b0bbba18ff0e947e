export { KeysScreen as default } from "../../../screens/pages";
