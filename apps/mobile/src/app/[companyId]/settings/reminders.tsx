export { RemindersScreen as default } from "../../../screens/pages";
