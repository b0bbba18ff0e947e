export { BillScreen as default } from "../../../screens/pages";
