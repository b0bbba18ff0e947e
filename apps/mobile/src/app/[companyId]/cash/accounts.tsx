export { AccountsScreen as default } from "../../../screens/pages";
