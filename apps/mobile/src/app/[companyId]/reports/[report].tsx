export { ReportScreen as default } from "../../../screens/pages";
