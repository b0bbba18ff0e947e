export { CompanyFrame as default } from "../../screens/start/company-frame";
