export { CreditPeriodScreen as default } from "../../../screens/pages";
