export { OverdueOffersScreen as default } from "../../../screens/pages";
