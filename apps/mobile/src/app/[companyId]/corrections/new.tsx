export { NewCorrectionScreen as default } from "../../../screens/pages";
