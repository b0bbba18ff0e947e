export { AuditScreen as default } from "../../screens/pages";
