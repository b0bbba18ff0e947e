export { UploadScreen as default } from "../../../screens/pages";
