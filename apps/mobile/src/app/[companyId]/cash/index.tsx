export { CashScreen as default } from "../../../screens/pages";
