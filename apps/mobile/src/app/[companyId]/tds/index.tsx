export { TdsScreen as default } from "../../../screens/tds/tds-screen";
