export { SearchScreen as default } from "../../screens/pages";
