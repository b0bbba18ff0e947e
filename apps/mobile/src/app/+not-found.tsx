export { NotFoundScreen as default } from "../screens/start/not-found-screen";
