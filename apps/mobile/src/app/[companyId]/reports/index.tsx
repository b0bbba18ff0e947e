export { ReportsScreen as default } from "../../../screens/reports/reports-screen";
