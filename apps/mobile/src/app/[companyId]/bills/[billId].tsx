export { BillScreen as default } from "../../../screens/bill/bill-screen";
