export { PartyScreen as default } from "../../../screens/pages";
