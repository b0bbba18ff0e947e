export { RepliesScreen as default } from "../../screens/pages";
