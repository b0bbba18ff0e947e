export { ApprovalsScreen as default } from "../../screens/pages";
