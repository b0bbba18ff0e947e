export { NewCompanyScreen as default } from "../screens/pages";
