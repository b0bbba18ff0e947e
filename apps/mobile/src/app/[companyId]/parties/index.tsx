export { PartiesScreen as default } from "../../../screens/parties/parties-screen";
