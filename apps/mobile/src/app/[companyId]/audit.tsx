export { AuditScreen as default } from "../../screens/audit/audit-screen";
