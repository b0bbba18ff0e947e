export { DraftsScreen as default } from "../../../screens/pages";
