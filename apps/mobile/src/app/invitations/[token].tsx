export { InvitationScreen as default } from "../../screens/invitation/invitation-screen";
