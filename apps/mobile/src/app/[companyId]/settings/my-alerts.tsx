export { MyAlertsScreen as default } from "../../../screens/pages";
