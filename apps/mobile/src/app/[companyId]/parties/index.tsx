export { PartiesScreen as default } from "../../../screens/pages";
