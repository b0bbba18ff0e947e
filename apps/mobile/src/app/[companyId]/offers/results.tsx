export { OfferResultsScreen as default } from "../../../screens/pages";
