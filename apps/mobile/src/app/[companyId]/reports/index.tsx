export { ReportsScreen as default } from "../../../screens/pages";
