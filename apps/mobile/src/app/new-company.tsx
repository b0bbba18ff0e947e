export { NewCompanyScreen as default } from "../screens/new-company/new-company-screen";
