export { AccountsScreen as default } from "../../../screens/cash/accounts-screen";
