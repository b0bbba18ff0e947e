export { DataScreen as default } from "../../../screens/settings/data-screen";
