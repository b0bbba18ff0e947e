export { ExceptionsScreen as default } from "../../screens/pages";
