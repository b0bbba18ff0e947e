export { InvitationScreen as default } from "../../screens/pages";
