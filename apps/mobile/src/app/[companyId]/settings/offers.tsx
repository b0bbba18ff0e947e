export { OfferSettingsScreen as default } from "../../../screens/pages";
