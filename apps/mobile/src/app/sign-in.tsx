export { SignInScreen as default } from "../screens/pages";
