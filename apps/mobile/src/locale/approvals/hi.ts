import { countText } from "../count-text";
import type { approvalsEn } from "./en";

/** किस पर मालिक की मंज़ूरी चाहिए। */
export const approvalsHi: typeof approvalsEn = {
  heading: "मंज़ूरियाँ",
  subtitle: "जो मालिक की मंज़ूरी की प्रतीक्षा में है। मंज़ूरी तक कोई आँकड़ा नहीं बदलता।",
  statesLabel: "स्थिति",
  states: { asked: "प्रतीक्षा में", approved: "मंज़ूर", refused: "नामंज़ूर", ended: "समाप्त" },
  kinds: { "write-off": "बट्टे खाते" },
  none: {
    asked: "मंज़ूरी की प्रतीक्षा में कुछ नहीं",
    approved: "अभी तक कुछ मंज़ूर नहीं",
    refused: "अभी तक कुछ नामंज़ूर नहीं",
    ended: "कुछ वापस नहीं लिया गया",
  },
  noneText: "अकाउंटेंट जो बट्टे खाते डालना चाहे, वह यहाँ दिखेगा।",
  of: (open) => `${open} अब भी बाक़ी में से`,
  from: (day) => `${day} से`,
  asked: (who, when) => `${who} ने माँगा, ${when}`,
  decided: {
    approved: (who, when) => `${who} ने मंज़ूर किया, ${when}`,
    refused: (who, when) => `${who} ने नामंज़ूर किया, ${when}`,
  },
  changed: "दूसरी राशि या तारीख़ के साथ मंज़ूर",
  ended: "वापस लिया गया, या अब ज़रूरत नहीं",
  approve: "मंज़ूर करें",
  refuse: "नामंज़ूर करें",
  takeBack: "वापस लें",
  choose: (name) => `${name} चुनें`,
  chosen: (n, sum) => `${countText(n)} चुने · ${sum}`,
  chooseAll: (n) => `सभी ${countText(n)} चुनें`,
  clear: "चुनाव हटाएँ",
  approveTitle: (n) => (n === 1 ? "मंज़ूर करें" : `${countText(n)} मंज़ूर करें`),
  refuseTitle: (n) => (n === 1 ? "नामंज़ूर करें" : `${countText(n)} नामंज़ूर करें`),
  approveText: (sum) => `${sum} बट्टे खाते जाएगा। यह बाक़ी और पूर्वानुमान से हटेगा; सुधार पृष्ठ से वापस लिया जा सकता है।`,
  refuseText: (sum) => `${sum} बाक़ी रहेगा। माँगने वाला कारण पढ़ेगा।`,
  editHint: "दूसरी राशि या तारीख़ आपकी अपनी बात के रूप में मंज़ूर होगी; जो माँगा गया था वह लिखा रहेगा।",
  why: "क्यों",
  whyHint: "ज़रूरी नहीं। माँगने वाला इसे पढ़ेगा।",
  whyWrong: "कुछ शब्दों में कारण बताएँ।",
  done: (n, left) =>
    left === 0
      ? `${countText(n)} पर फ़ैसला हुआ`
      : `${countText(n)} पर फ़ैसला हुआ · ${countText(left)} पर नहीं: पहले ही हो चुका, या बाक़ी से ज़्यादा`,
  count: (n) => `${countText(n)} प्रतीक्षा में`,
};
