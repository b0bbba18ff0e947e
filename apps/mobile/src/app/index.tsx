export { StartScreen as default } from "../screens/start/start-screen";
