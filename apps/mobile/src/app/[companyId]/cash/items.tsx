export { CashItemsScreen as default } from "../../../screens/pages";
