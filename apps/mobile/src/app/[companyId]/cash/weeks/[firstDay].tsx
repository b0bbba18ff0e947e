export { CashWeekScreen as default } from "../../../../screens/cash/week-screen";
