export { OffersScreen as default } from "../../../screens/pages";
