export { DataScreen as default } from "../../../screens/pages";
