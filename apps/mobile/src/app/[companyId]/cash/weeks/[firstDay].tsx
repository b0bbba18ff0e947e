export { CashWeekScreen as default } from "../../../../screens/pages";
