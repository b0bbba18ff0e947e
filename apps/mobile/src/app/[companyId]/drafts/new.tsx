export { NewDraftScreen as default } from "../../../screens/drafts/new-draft-screen";
