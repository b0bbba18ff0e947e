export { PayDetailsScreen as default } from "../../../screens/pages";
