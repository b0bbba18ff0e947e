/*
 * The words of the trade, by what they mean: English, Hindi, and Hindi in Latin letters as people type it. A question is read by these, so that "lena", "receivable" and
 * "लेना" are one word to everything after. What stands here is none of a name, unless a whole name is given.
 */

const concepts: Readonly<Record<string, string>> = {
  "how-much": "how-much howmuch kitna kitni kitne कितना कितनी कितने amount total sum kul कुल",
  who: "who whom whose kaun kon kaunse konse kaunsa kisne kisko kiske kiska kiski kis कौन किसने किसको किसके किसका किस",
  which: "which what kya kaunsi konsi क्या कौनसे कौनसी",
  when: "when kab कब",
  why: "why kyu kyun kyon क्यों",
  show: "show give list display tell dikhao dikha dikhaye dikhaiye batao bata bataiye bataye do dedo de nikalo chahiye दिखाओ दिखाइए बताओ बताइए दो चाहिए see view open print",
  receive:
    "receivable receivables debtor debtors lena lene leni lenaa udhaar udhar udhari lendaar लेना लेने लेनी उधार उधारी देनदार",
  pay: "payable payables creditor creditors dena dene deni denaa lenddaar देना देने देनी लेनदार",
  owe: "owe owes owed owing",
  outstanding:
    "outstanding pending unpaid open dues due balance-due baki baaki bakaya bakaaya bakaayaa बाकी बाक़ी बकाया remaining left atka atki atke phasa phansa fasa अटका फँसा फंसा",
  overdue:
    "overdue late delayed delay lates latak latka nikal nikla nikli guzar guzra der deri लेट देरी देर निकल निकली crossed passed beyond",
  collect:
    "collect collected collection collections receive received receipt receipts recovery recovered vasool vasooli wasooli vasuli wasuli jama aaya aayi aaye aya mila mili वसूली जमा आया आई आए मिला प्राप्त रसीद recover",
  give: "paid payment payments pay bhugtan bhugtaan diya diye chukaya chukana chukaye भुगतान दिया चुकाया payout payouts",
  spend:
    "spend spent expense expenses expenditure cost costs kharcha kharche kharch kharcho ख़र्च खर्च खर्चा खर्चे overhead overheads",
  sale: "sale sales sold revenue turnover billing bikri bikree becha beche bechi बिक्री बेचा sell selling invoiced",
  purchase:
    "purchase purchases bought buy buying kharid kharidi kharida kharidari खरीद ख़रीद खरीदा procurement",
  bought: "bought buys khareeda",
  return: "return returns returned wapas wapsi vapas वापस वापसी credit-note debit-note note notes",
  profit:
    "profit profits margin margins munafa munafaa labh laabh kamai kamaya kamaayi earning earnings income net gross मुनाफा मुनाफ़ा लाभ कमाई bottomline pnl p&l",
  loss: "loss losses nuksan nuksaan ghata नुकसान घाटा",
  gst: "gst igst cgst sgst vat जीएसटी itc",
  tds: "tds टीडीएस 16a 26as certificate certificates",
  tax: "tax taxes kar कर टैक्स",
  cash: "cash nakad nakadi rokad rokda galla gulla नकद रोकड़ नक़द rupaya paisa paise money funds fund पैसा पैसे रुपये rupaye",
  bank: "bank banks बैंक account accounts a/c khaate",
  balance: "balance balances closing बैलेंस शेष",
  ageing: "ageing aging age aged bucket buckets slab slabs एजिंग",
  bill: "bill bills invoice invoices बिल चालान inv",
  party:
    "customer customers client clients party parties grahak buyer buyers ग्राहक पार्टी कस्टमर dealer dealers debtorwise",
  supplier: "supplier suppliers vendor vendors saplayar सप्लायर विक्रेता seller sellers",
  ledger: "ledger ledgers khata khaata hisab hisaab statement लेजर खाता हिसाब passbook",
  voucher: "voucher vouchers entry entries vch वाउचर एंट्री transaction transactions lenden",
  daybook: "daybook roznamcha रोज़नामचा",
  trial: "trial",
  count: "number count many ginti गिनती kitne-no",
  offer: "offer offers discount discounts scheme छूट chhoot chhut ऑफर",
  remind: "reminder reminders remind message messages sms whatsapp rimainder याद yaad sandesh संदेश",
  promise: "promise promises promised vaada vada wada waada kaha bola वादा वायदा commitment committed",
  sync: "sync synced syncing update updated fresh refresh refreshed data डेटा सिंक latest",
  match:
    "match matches matching tally tallied tie reconcile reconciled reconciliation agree agrees milta milte मिलता मेल",
  forecast:
    "forecast forecasts expected expect expecting predict predicted prediction projected projection likely ummeed umeed anuman aayega aayegi aaenge ayega milega milegi उम्मीद आएगा मिलेगा अनुमान anticipated incoming inflow inflows future",
  short:
    "short shortage shortfall lowest minimum kam kami crunch khatam किल्लत कमी कम deficit negative-cash runway",
  negative: "negative minus ऋणात्मक",
  class:
    "class segment segments reliable reliability trustworthy bharosa bharosemand भरोसा rating rated score grade creditworthy",
  risky: "risky risk risks khatra jokhim jokhimi defaulter defaulters ख़तरा जोखिम doubtful bad",
  good: "prompt good best achha acha अच्छा ontime punctual regular",
  habit: "usually normally generally average typically mostly aksar aam अक्सर आमतौर habit behaviour behavior",
  take: "take takes taken lagta lagte lagata leta lete लेता लगता",
  last: "recent recently latest aakhri akhri antim आख़िरी आखिरी अंतिम",
  duplicate: "duplicate duplicates double twice repeated dobara do-baar डुप्लीकेट दोबारा",
  unadjusted:
    "unadjusted unallocated unapplied unmatched unlinked adjusted adjust allocated allocate on-account advance advances knocked एडजस्ट",
  share: "share percent percentage proportion concentration fraction hissa प्रतिशत हिस्सा %",
  top: "top biggest largest highest most maximum max main major sabse bada bade badi zyada jyada सबसे ज्यादा ज़्यादा बड़ा बड़े greatest",
  bottom: "least lowest smallest minimum min fewest sabse-kam chhota chhote",
  more: "more higher above over greater exceeding bigger upar adhik ऊपर से-zyada",
  less: "less lower below under smaller neeche niche नीचे",
  compare:
    "compare compared comparison versus vs against difference than tulna mukable muqable तुलना मुकाबले antar farq फर्क growth grew change changed increase increased decrease decreased badha ghata",
  wise: "wise by per each every breakup break breakdown split group grouped vaar war har प्रति हर bifurcation",
  trend: "trend trends moved movement movements graph chart history ग्राफ चार्ट over-time curve",
  net: "net position both overall dono",
  stop: "stopped lost gone inactive dormant missing chhod chhoda बंद band",
  new: "new naya naye नया नए",
  draft: "draft write compose prepare likho likh banao bana लिखो बनाओ",
  call: "call phone script",
  dso: "dso",
  stock: "stock inventory item items maal godown product products quantity qty माल स्टॉक",
  sent: "sent delivered deliver reached pahuncha pahunchi gaya gayi भेजा पहुँचा",
  we: "we our us i my me mine mera mere meri hum hamara hamare hamari hame mujhe humko हमारा हमारे मेरा मेरे मुझे हमें",
};

/** Words that say little by themselves. */
const filler =
  "the a an of to for in on at is are was were be been am do does did has have had will would can could should shall may please pls ka ke ki ko se me mein mai main par pe " +
  "hai hain h tha thi the ho hua hui hue kya ya aur and or from with it its this that these those there here just only so far as well also currently abhi now का के की को से में " +
  "पर है हैं था थी हो हुआ हुई और या भी ने ne ye yeh wo woh uska uski uske unka unki yaha any all sab सब ek about get got than any much many still yet how";

const splitInto = (words: string): string[] => words.split(" ").filter((word) => word !== "");

/** What a word means, by the word. */
export const CONCEPTS: ReadonlyMap<string, string> = new Map(
  Object.entries(concepts).flatMap(([concept, words]) =>
    splitInto(words).map((word) => [word, concept] as const),
  ),
);

/** Words that bind others and mean nothing by themselves. */
export const FILLER: ReadonlySet<string> = new Set(splitInto(filler));

/** Some words that together mean what none of them does. The longest first. */
export const PHRASES: readonly (readonly [readonly string[], string])[] = (
  [
    ["trial balance", "trial"],
    ["day book", "daybook"],
    ["cash book", "ledger"],
    ["credit note", "return"],
    ["credit notes", "return"],
    ["debit note", "return"],
    ["debit notes", "return"],
    ["sales return", "sale-return"],
    ["sales returns", "sale-return"],
    ["sale return", "sale-return"],
    ["purchase return", "purchase-return"],
    ["purchase returns", "purchase-return"],
    ["due date", "due-date"],
    ["falls due", "falls-due"],
    ["fall due", "falls-due"],
    ["falling due", "falls-due"],
    ["becomes due", "falls-due"],
    ["run short", "short"],
    ["run out", "short"],
    ["kam pad", "short"],
    ["kam padega", "short"],
    ["on account", "unadjusted"],
    ["form 16a", "tds"],
    ["how long", "how-long"],
    ["kitne din", "how-long"],
    ["kitne dino", "how-long"],
    ["कितने दिन", "how-long"],
    ["how many days", "how-long"],
    ["how many", "count"],
    ["number of", "count"],
    ["days sales outstanding", "dso"],
    ["profit and loss", "profit"],
    ["p and l", "profit"],
    ["p l", "profit"],
    ["written off", "write-off"],
    ["write off", "write-off"],
    ["working capital", "cash"],
    ["net position", "net"],
    ["on time", "good"],
    ["samay par", "good"],
    ["input tax", "gst"],
    ["output tax", "gst"],
  ] as const
)
  .map(([words, concept]) => [words.split(" "), concept] as const)
  .toSorted((a, b) => b[0].length - a[0].length);
