export { OfferRegisterScreen as default } from "../../../screens/pages";
