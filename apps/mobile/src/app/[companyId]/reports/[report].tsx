export { ReportScreen as default } from "../../../screens/reports/report-screen";
