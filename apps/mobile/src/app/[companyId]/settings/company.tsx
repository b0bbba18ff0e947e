export { CompanyDetailsScreen as default } from "../../../screens/settings/company-details-screen";
