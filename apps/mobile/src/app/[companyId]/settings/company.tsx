export { CompanyDetailsScreen as default } from "../../../screens/pages";
