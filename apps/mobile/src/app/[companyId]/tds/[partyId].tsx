export { TdsPartyScreen as default } from "../../../screens/pages";
