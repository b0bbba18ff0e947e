export { ChannelsScreen as default } from "../../../screens/pages";
