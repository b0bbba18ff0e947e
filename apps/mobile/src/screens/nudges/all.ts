import { NudgeScreen } from "./nudge-screen";
import { NudgesScreen } from "./nudges-screen";
import { PartyAsks } from "../party/party-asks";
import { PartyWriting } from "../party/party-writing";
import { PartyNudges } from "./party-nudges";

/** All that tells of messages to customers, loaded as one: the words of its many codes stand in no other part of the app. */
export const nudgePages = { NudgesScreen, NudgeScreen, PartyNudges, PartyAsks, PartyWriting };
