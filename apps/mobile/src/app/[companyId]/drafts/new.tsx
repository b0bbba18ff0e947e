export { NewDraftScreen as default } from "../../../screens/pages";
