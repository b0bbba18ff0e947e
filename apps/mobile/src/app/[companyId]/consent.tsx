export { ConsentScreen as default } from "../../screens/pages";
