export { PartyScreen as default } from "../../../screens/party/party-screen";
