export { ScenariosScreen as default } from "../../../screens/pages";
