export { CashScreen as default } from "../../../screens/cash/cash-screen";
