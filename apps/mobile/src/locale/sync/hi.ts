import { countText } from "../count-text";

/** The words of the tie-out with Tally. */
export const tieOutHi = {
  which: "क्या दिखाना है",
  byMonth: "महीने से",
  byParty: "पार्टी से",
  revaluation: "पुनर्मूल्यांकन",
  revaluationNote: "Tally नई दर पर दिखाता है, अंतर नहीं",
  billsReceivable: "मिलने वाले बिल",
  billsPayable: "चुकाने वाले बिल",
  inferredBeside: "अनुमान, Tally के बिलों में नहीं",
  monthsEqual: "हर महीने वाउचरों की संख्या और जोड़ Tally के बराबर हैं।",
  partiesEqual: "हर पार्टी के बाकी बिल Tally के बराबर हैं।",
  partiesUnknown: "Tally के बिल अभी पार्टी से नहीं पढ़े गए। नया एजेंट उन्हें लाता है।",
  billsNotAsked: "कौन से बिल अलग हैं, यह Tally के अगले जोड़ के साथ पूछा जाएगा।",
  billDiffers: (name: string, ours: string, tally: string) => `${name}: हमारा ${ours}, Tally ${tally}`,
  vouchers: (n: number) => `${countText(n)} वाउचर`,
  narrowAsked: "अंतर किस महीने का है, यह Tally के अगले जोड़ के साथ पूछा जाएगा।",
  narrowNotAsked: "इस लेजर के लिए Tally के महीने के अंत के बैलेंस पता नहीं हैं, इसलिए यहाँ और आगे नहीं बताया जा सकता।",
  arose: "यहाँ आया",
  moved: "लेन-देन",
  showVouchers: "इस महीने के हमारे वाउचर",
  hideVouchers: "वाउचर छिपाएँ",
  noVouchers: "इस महीने इस लेजर पर कोई वाउचर नहीं।",
};
