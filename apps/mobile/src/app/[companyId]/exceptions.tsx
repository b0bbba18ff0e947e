export { ExceptionsScreen as default } from "../../screens/exceptions/exceptions-screen";
