export { CostOfCashScreen as default } from "../../../screens/pages";
