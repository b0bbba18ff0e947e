export { DraftsScreen as default } from "../../../screens/drafts/drafts-screen";
