export { TdsScreen as default } from "../../../screens/pages";
