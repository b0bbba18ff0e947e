export { NewCorrectionScreen as default } from "../../../screens/corrections/new-correction-screen";
