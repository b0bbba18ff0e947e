export { TdsPartyScreen as default } from "../../../screens/tds/tds-party-screen";
