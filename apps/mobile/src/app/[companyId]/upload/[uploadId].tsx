export { UploadScreen as default } from "../../../screens/upload/upload-screen";
