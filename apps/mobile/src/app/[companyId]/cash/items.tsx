export { CashItemsScreen as default } from "../../../screens/cash/items-screen";
