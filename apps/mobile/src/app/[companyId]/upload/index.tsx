export { UploadsScreen as default } from "../../../screens/upload/uploads-screen";
