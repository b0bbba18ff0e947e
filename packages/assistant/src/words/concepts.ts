import { written } from "./words.ts";

/*
 * The words of the trade, by what they mean: English, Hindi, and Hindi in Latin letters as people type it. A question is read by these, so that "lena", "receivable" and
 * "लेना" are one word to everything after. What stands here is none of a name, unless a whole name is given.
 */

const concepts: Readonly<Record<string, string>> = {
  "pay future": "dega degi denge देगा देगी देंगे",
  raised: "raised issued cut kaate kaata banaye",
  booked: "booked recorded posted punched passed fed entered",
  "sent-out": "bheja bheji bheje भेजा भेजे",
  "who by-whom": "kisne किसने kinhone",
  "who to-whom": "kisko kinko kise किसको किसे kinhe किन्हें",
  stuck: "दबा dabaya dabaye daba दबाए atka atki atke phasa phansa fasa phasi अटका अटके फंसा stuck blocked",
  early: "early jaldi pehle",
  approval:
    "approval approved approve approvals waiting awaiting accepted rejected accept active expired manzoor",
  market: "market bazaar bazar बाजार मार्केट",
  how: "kaisa kaisi kaise कैसा कैसी कैसे",
  late: "late लेट latak latka behind",
  "to-whom": "ko को",
  "by-whom": "ne ने",
  "how-much":
    "totl amt amnt रकम raqam rakam रक़म जोड जोड़ howmuch kitna kitni kitne ktna kitnaa कितना कितनी कितने amount total totals sum kul कुल overall figure figures value total worth",
  who: "who whom whose kaun kon kiske kiska kiski kis किन कौन किसके किसका किस kisse किससे kinse kin whoever",
  which: "which what kaunsi konsi kaunse konse kaunsa konsa kya क्या कौनसे कौनसी whats",
  when: "when kab कब",
  why: "वजह वजहों कारण karan kaaran why kyu kyun kyon क्यों reason reasons wajah",
  show: "suggest suggests recommend show give list display dikhao dikha dikhaye dikhaiye dikhana batao bata bataiye bataye bataen batana nikalo nikal-do chahiye दिखाओ दिखाइए दिखा बताओ बताइए बता चाहिए see view open print summarise summarize pull fetch tell need want know share-me check dekhna dekho find nikalo please-show",
  debtor:
    "rcvbl rcvbls recvbl rcvb recoverable recoverables receivable receivables receivalbes debtor debtors udhaar udhar udhari udhaari उधार उधारी देनदार देनदारों recievable recievables collectible collectibles",
  creditor:
    "pybl pybls paybl payable payables creditor creditors lenddaar लेनदार लेनदारों payabels liability liabilities देनदारी denadari dendari",
  take: "lena lene leni lenaa लेना लेने लेनी",
  give: "dena dene deni denaa देना देने देनी",
  owe: "owe owes owed owing owns",
  pending:
    "unpaid outstanding outstandings pending unpaid baki baaki bakaya bakaaya baqaya बाकी बकाया remaining unsettled uncleared uncollected os o/s unrealised pendng khula khule khuli खुले खुला",
  due: "due dues duedate",
  overdue: "overdue overdues delayed ओवरड्यू lapsed defaulted overdu",
  old: "old older oldest purana purane purani पुराना पुराने पुरानी longest long",
  delay: "deri delay delays delaying der deri देर देरी",
  collect:
    "collect collected collecting collection collections receipt receipts recovery recovered recoveries vasool vasooli wasooli vasuli wasuli jama वसूली वसूल जमा रसीद रसीदें recover कलेक्शन inflow inflows realised realisation",
  received:
    "recd rcvd recvd receive received receives receiving mila mili mile मिला मिली मिले प्राप्त got credited deposited",
  came: "aaya aayi aaye aya ayi aye aai आया आई आए आयी came come comes aata aati",
  "will-come":
    "aayega aayegi aayenge aaega aaenge ayega milega milegi milenge aane aanewala aanewale आएगा आएंगे आयेगा मिलेगा मिलेंगे आने incoming inbound",
  paid: "दिए paid diya diye di chukaya chukaye chukayi दिया दिये दी चुकाया चुकाए paying-out disbursed remitted settled gave given",
  payment:
    "payment payments paymnet pymt bhugtan bhugtaan भुगतान पेमेंट payout payouts outgo outgoings outflow outflows paisa-diya",
  pay: "chukane chukaane चुकाता चुकाती चुकाते chukata chukate chukati clears pay pays paying payer payers deta dete deti देता देते देती chukayega karega karenge करेगा करेंगे settle",
  must: "चुकाने chukaane must karna karne karni करना करने bharna bharne भरना chukana चुकाना need-to have-to supposed owe-to obligations",
  do: "kiya kiye kari करा किया किए done karta karte karti करता करते",
  spend:
    "spend spent spending expense expenses expenditure expenditures cost costs kharcha kharche kharch kharcho खर्च खर्चा खर्चे खर्चों overhead overheads outlay spends vyay laga lage lagi लगा लगे लगी",
  sale: "sale sales sold revenue revenues turnover billing billed bikri bikree becha beche bechi बिक्री बेचा बेचे सेल sell selling invoiced topline sels saels salse",
  purchase:
    "khareedari khareedaari khareedi kharidaari purchase purchases purchased purchasing kharid kharidi kharidari kharidaari खरीद खरीदी खरीदारी परचेज procurement purchse procured",
  bought:
    "bought buy buys buying khareeda kharida kharide kharidte kharidta kharidti खरीदा खरीदे खरीदते खरीदता order ordered orders ordering",
  return: "return returns returned returning wapas wapsi vapas vaapas waapas वापस वापसी rejected back",
  profit:
    "profit profits munafa munafaa munaafa labh laabh kamai kamaya kamaayi kamaye fayda faida मुनाफा लाभ कमाई कमाया फायदा earning earnings earn earned income pnl profitable profitability bottomline nafa munafe nafe bachat",
  margin: "margin margins gp gross ग्रॉस",
  loss: "loss losses nuksan nuksaan ghata ghaata नुकसान घाटा",
  gst: "gst igst cgst sgst vat जीएसटी itc gstr",
  tds: "tds टीडीएस 16a 26as",
  certificate: "certificate certificates सर्टिफिकेट",
  tax: "tax taxes कर टैक्स",
  cash: "cash nakad nakadi rokad rokda galla galle gulla नकद नकदी रोकड़ रोकड कैश गल्ला गल्ले kaish",
  money:
    "paisa paise paisaa money funds fund पैसा पैसे रुपये रुपया rupaye rupees rupee rs inr rupaya amounts liquidity",
  bank: "bank banks बैंक बैंकों",
  account: "khaton khaaton खातों account accounts a/c acct khate khaate अकाउंट",
  balance: "balance balances closing बैलेंस शेष balence blance hisaab hisab हिसाब",
  ageing: "उम्र umr umar ageing aging age aged ages bucket buckets slab slabs एजिंग agewise",
  bill: "bill bills invoice invoices बिल बिलों चालान inv invoces",
  party:
    "customer customers client clients party parties partiyon grahak grahako grahakon buyer buyers ग्राहक ग्राहकों पार्टी पार्टियों कस्टमर dealer dealers cust custmer coustomer clientele partywise",
  supplier:
    "supplier suppliers vendor vendors saplayar सप्लायर सप्लायरों विक्रेता seller sellers suplier supplers suppliar",
  ledger: "book ledger ledgers khata khaata statement statements लेजर खाता खाते passbook ledgr lager",
  voucher: "voucher vouchers entry entries vch वाउचर एंट्री एंट्रियां vouchr",
  transaction: "transaction transactions lenden लेनदेन postings history",
  daybook: "प्रविष्टियां प्रविष्टियाँ daybook roznamcha रोजनामचा",
  trial: "trial tb ट्रायल",
  count: "count ginti गिनती कितने-नग",
  number: "number no num nos nambar नंबर",
  offer: "offer offers scheme ऑफर offered",
  discount: "discount discounts chhoot chhut chut छूट डिस्काउंट rebate discounted off",
  remind:
    "reminder reminders remind reminded rimainder याद yaad rimaindar रिमाइंडर nudge nudges followup followups follow-up follow-ups",
  message: "message messages sms whatsapp sandesh संदेश मैसेज व्हाट्सएप msg msgs wa mail email",
  letter: "note letter line script text",
  promise:
    "promise promises promised promising vaada vada wada waada vaade वादा वादे वायदा commitment commitments committed bola kaha",
  broken: "broken broke kept tuta toda tode unfulfilled missed",
  sync: "sync synced syncing synchronised sinc सिंक refreshed refresh",
  data: "data डेटा डाटा books",
  fresh: "fresh updated update upto-date uptodate stale current-as taaza taza",
  match:
    "agreeing match matches matching tallied tie ties reconcile reconciles reconciling reconciled reconciliation agree agrees milta milte milti मिलता मिलते मेल equal",
  tally: "tally टैली",
  forecast:
    "predict predicts predicting estimate estimates estimated forecast forecasts predicted prediction predictions projected projection projections anuman अनुमान forcast",
  expect:
    "andaza andaaza andazan andaazan अंदाजा अंदाजन estimate estimated expect expected expecting ummeed umeed umid उम्मीद likely anticipated anticipate probable sambhavna",
  short:
    "short shortage shortfall crunch किल्लत कमी kami kam-padna runway enough sufficient insufficient tight kaafi padega padenge पड़ेगा पडेगा पड़ेंगे पडेंगे tangi तंगी",
  negative: "negative minus ऋणात्मक माइनस below-zero",
  class:
    "भरोसेमन्द class classes segment segments reliable reliability trustworthy dependable bharosa bharosemand भरोसा भरोसेमंद rating rated score grade creditworthy creditworthiness worthiness trust behaviour behavior classify credit trusted judge",
  risky:
    "risky risk risks khatra jokhim jokhimi defaulter defaulters खतरा जोखिम doubtful dangerous riskiest unreliable untrustworthy",
  prompt: "prompt punctual timely samaypar",
  good: "good achha acha accha achhe अच्छा अच्छे better bad",
  habit:
    "औसतन ausatan usually normally generally typically mostly aksar aam अक्सर आमतौर habit habits average avg mean typical ausat औसत",
  needs: "take takes taken lagta lagte lagata leta lete लेता लेते लगता लगते taking needs need",
  days: "din dino dinon दिन दिनों day days",
  slow: "slow slowest slowly fast fastest quickest quick quickly जल्दी",
  last: "recent recently latest aakhri akhri akhiri antim आखिरी अंतिम last newest pichla pichli naya-wala",
  first: "first pehla pehli पहला earliest",
  duplicate:
    "duplicate duplicates duplicated double twice repeated repeat dobara duplicat डुप्लीकेट दोबारा dubara",
  unadjusted:
    "unadjusted unallocated unapplied unmatched unlinked adjusted adjust adjusting allocated allocate advance advances एडजस्ट एडवांस knocked against-bill",
  share:
    "hissedari hisa share percentage proportion concentration fraction hissa प्रतिशत हिस्सा percent part portion pratishat ratio",
  top: "बड़ी टॉप top biggest largest highest maximum max major bada bade badi बड़ा बड़े बडा बडे greatest main leading big best worst offenders",
  most: "most sabse सबसे rank ranked ranking",
  zyada: "zyada jyada jada zada ज्यादा अधिक adhik",
  bottom: "least lowest smallest minimum min fewest chhota chhote छोटा छोटे bottom kamse",
  more: "more higher above over greater exceeding exceeds exceed bigger upar ऊपर beyond atleast crossing larger",
  less: "less lower below under smaller neeche niche नीचे upto-amount kam कम",
  compare:
    "तुलना tulnaa compare compared comparing comparison versus vs against than tulna mukable muqable muqabla तुलना मुकाबले",
  difference:
    "farak fark faraq difference antar farq fark फर्क अंतर gap differ differs differences mismatch mismatches",
  growth:
    "growth grew grown increase increased decrease decreased dropped fallen rise risen badha badhi badh ghata-hai change changed बढ़ा बढ़ी बढी",
  by: "by per each every wise vaar war har प्रति हर वार type types kind kinds",
  split: "breakup breakdown split group grouped bifurcation break distribution separately alag अलग bifurcate",
  trend: "trend trends moved movement movements move over-time pattern chala raha-trend",
  chart: "draw drawn graph chart charts graphs plot ग्राफ चार्ट curve pie",
  net: "net नेट netted netting",
  both: "both dono दोनों set-off",
  position: "position standing",
  stop: "stopped lost inactive dormant chhod chhoda band बंद quiet churned left-us disappeared",
  not: "nothing not nahi nahin nahi nhi nai नहीं none never without-any but no-longer isnt didnt havent hasnt",
  draft: "draft write compose prepare likho likh likhna लिखो लिख बनाओ banao drafting",
  call: "call phone",
  dso: "dso dpo डीएसओ",
  left: "left bachega bachegi bachta bachenge बचेगा बचेंगे leftover spare bache remains remain bach",
  after: "after baad बाद once if agar",
  clear: "clear clearing clearance cleared",
  can: "afford manage sakte sakta paunga payenge",
  future: "will hoga hogi honge होगा होगी होंगे rahega rahegi रहेगा going-to upcoming future",
  falls: "falls falling fall becomes becoming mature maturing matures",
  sent: "reach reaches sent delivered deliver reached pahuncha pahunchi पहुंचा failed went gaya gayi गया",
  month: "महीनेवार mahinewar mahinevaar month-wise monthly mahinawar mahinevar मासिक",
  week: "weekly weekwise haftavar साप्ताहिक",
  daily: "daily daywise rozana रोज रोजाना datewise",
  goods: "maal माल goods",
  we: "we i hum humne hamne maine mai हमने मैंने हम ourselves",
  us: "us me mujhe hume hame humko hamko हमें मुझे हमको humein hamein",
  our: "our my mine mera mere meri hamara hamare hamari apna apne apni हमारा हमारे मेरा मेरे मेरी अपने अपना हमारी",
  they: "him her उसमें उनमें इसमें इनमें उसमे उनमे इसमे इनमे isme usme inme unme ismein usmein inmein unmein isse usse uska uski uske unka unki unke usne unhone usko unko unse usse unhe उसका उसकी उसके उनका उनकी उनके उन्होंने उसने उनसे his her their them they he she wahi vahi those inka inki iska iski unhi",
  hold: "पड़ी पड़े rakha lying available hand haath hold holds holding pada padi pade पड़ा पडा",
  category: "cheez chij head heads category categories where kahan kaha-par कहां",
  except:
    "except excluding exclude without chhodkar chodkar chhodke alawa अलावा छोड़कर छोडकर bina बिना remove minus-out drop hatao hatakar हटाकर हटाओ ignoring leaving barring besides other-than",
  only: "only just sirf keval bas सिर्फ केवल restrict filter limit",
  about: "about baare bare",
  lump: "business kaam dhandha धंधा company vyapar व्यापार shop dukan",
  status: "status haal condition stage",
};

/** Words that say little by themselves. */
const filler =
  "counted whichever chance chances रखी रखा रखे बताना samay waqt वक्त समय btao bta btaao btado having doubt somewhere suspicious headache whether some thodi thoda theek subah shaam sham khatam khatm बाँटकर बांटकर mostly-where morning evening feel feels feeling jitne jitna jitni jayega jaayega jayegi jaayegi du dun doon dunga le lelo needed galti galati dhundh dhoondh dhund dhoondho dhundho tod todkar todke ca banker wondering considering thinking planning yahan yahaan idhar wahan banker accountant auditor boss papa partner sir madam bhaiya ji bhai glance snapshot overview picture ups downs preparing checking verify verifying discuss discussing decide deciding remind-me soon सभी plus जो वे वो कि जिनके narration narrations तरफ निकलता निकलते निकलती nikalta nikalte face facing tel आखिर aakhir akhir delivery 2nd second 3rd third m tumhare tumhari tumhara aapki tumhe cent kisi किसी asked asking provide provided guess fine counting baant tarikh tarik stored everybody instead मामले mamle maamle 3b gstr3b gstr1 annual fyi asap urgently urgent wants wanted ones hide naam नाम same that two three x theirs dr cr climbing opening banne yaani beeta beete hua back-then shuru trade record hone hona honi अंत ant hw pls. i'm mean meant says said telling told anything everything customers-side sundry liquid alone single put together grid numbered debit credit-side sides walo walon walo taur k yani matlab jinko jisko jinhe jinse jisse jise jiska jiski using bucketed close claimed claim generally roughly kindly please figures kholo khol karke karo करके करो अभी मात्र exact exactly just simply basically honestly anyway actually pull numbered individual individually respective respectively corresponding particular specific specifically sorted sort sorting arrange arranged highest-first descending ascending order-wise tabular tabulate table form format way manner per-se etc e g i c o vs gaye gayi jaise waise vaise kindly hi hello listen look sun suno bataiyega dijiyega kijiyega zara chaliye accha haan han ha hmm umm actually maine humein yar matlab bolna samjhao samjha explain elaborate quick briefly brief short-list shortlist overall-total grand complete completed far up-to-now todate-only kaise-hai rha rhe rhi hua-hai hue-hai hu hoon hun main-ne the a an of to for in on at is are was were be been being am do does did has have had would could should shall may might please pls plz kindly ka ke ki  se me mein mai main par pe tak " +
  "hai hain h tha thi the ho hua hui hue ya aur and or from with it its this these there here so far as well also currently abhi now का के की  से में तक " +
  "पर है हैं था थी थे हो हुआ हुई हुए और या भी   ye yeh wo woh yaha any all sab sabhi सब ek about get than any much many still yet how bhi jo jinka jinki wale wali wala वाले वाली वाला " +
  "bhai sir ji जी ok okay hello hi hey thanks right already exactly into out up s t re ve ll d entire whole everyone everything since until till rahi raha rahe रहा रही रहे " +
  "ab अब toh to तो na ना re details detail report reports summary overview quickly actually really roughly approx again then let lets like run kar कर karke karo do dedo de दो " +
  "which's give-me hisaab-se hisab-se date dates time times tareekh तारीख taarikh people log logo logon लोग লোক firm firms ones one kuch कुछ anything something aisa koi कोई mujhko whose saare sare saari saara sara sabka सारे सारी सारा सबका aise aisa ऐसे जिनकी जिनका जिन गई गया गए output input deposit awaited pending-with candidates bring brought result results work worked works working deal dealing dealt bata-do ready please-tell anyone somebody someone others each-other thing things stuff basis terms level levels picture snapshot view current-day present presently till-date date-wise latest-date yet-to there-is found finding seems look looks looking like liked gives comes-to stands stand stood standing-at sitting pata batana-zara zara jara ज़रा जरा thoda थोड़ा puri poori pura poora पूरा पूरी एकदम ekdum matlab chahta chahiye-tha lagbhag करीब kareeb namaste नमस्ते hisse ke-liye liye लिए wala-hisaab saath साथ andar अंदर dauran दौरान started start beginning begin end ended financial fiscal calendar whose-ever cleared-up myself our-own own issued-by against-us today-itself itself ones-that wise-list can could milake milakar banta bante liya liye taraf name named heaviest sits towards toward reference dilaya dilaye aankde ankde polite analysis crossed sabko dun follow go goes send gone mila-kar likhkar banake banakar बनाकर हिसाब-से gracious nicely full fully short-summary khaas special rakhi rakhe रखा rakhta baithta bolo boliye बोलो dekhiye please-do kuch-bhi before previous prior preceding earlier pahle पहले combined altogether putting making stock raise bahar kata jinhone chukta si सूची ends safe lose losing doosri dusri लिस्ट name names hamesha always ever never-mind regarding versus-it keep keeping handle handled quite fairly really total-of-all both-of ek-saath next-to overall-how gira gire bana-ke tell-us jin jis jinke jiska saath hota hoti hote giving table ever chal chalta chalti raha-hai paas passes giving took possible chuka chuki chuke next any-more exist please hai-kya dunga lunga doing going happening up under-way there-any wise- yaar boss bro madam dear friend mast just-tell quick-look gimme lemme " +
  "bane bana bani banaya kate kata kati bante made make makes been per-se vs- owned side sides your you aap aapke information info number-of between during within across against- amount- jaise such";

const splitInto = (words: string): string[] =>
  words
    .split(" ")
    .filter((word) => word !== "")
    .map(written);

/** What a word means, by the word. */
export const CONCEPTS: ReadonlyMap<string, string> = new Map(
  Object.entries(concepts).flatMap(([concept, words]) =>
    splitInto(words).map((word) => [word, concept] as const),
  ),
);

/** Words that bind others and mean nothing by themselves. */
export const FILLER: ReadonlySet<string> = new Set(splitInto(filler));

const phrases: Readonly<Record<string, string>> = {
  "running-balance": "running balance|with running",
  spend: "got spent|gets spent",
  "they money": "that money|this money",
  "stuck most": "most of my money stuck|most of our money stuck|most money stuck|money stuck the most",
  "against-it":
    "against it|against this|against that|against goods|against returns|against the bill|against the invoice|against this bill",
  class: "bharose layak|bharose ke layak|bharose laayak|भरोसे लायक|भरोसे के लायक",
  "how-long late": "how late do|how late does|how late is|how late are",
  "habit delay how-long":
    "due date se kitna late|due date se kitni der|due date se kitne din late|due date ke kitne din baad|how many days after the due date|how many days after due date|how many days past the due date",
  forecast: "project my|project our|project the",
  days: "after billing|after invoicing|from invoice date|from bill date",
  ask: "jaldi batao|jaldi bata do|jaldi se batao|jaldi bataiye|जल्दी बताओ|i want to know|i need to know|i would like to know|i d like to know|i wish to know|want to know|can you tell me|could you tell me|can you please tell me|please tell me|pls tell me|plz tell me|tell me|let me know|bata do|bata de|bata dijiye|bata dijiyega|mujhe batao|mujhe bataiye|mujhe bata do|mujhe bata|hume batao|zara batao|zara bata do|jara batao|मुझे बताओ|मुझे बताइए|हमें बताइए|बता दो|बता दीजिए|जानना है|janna hai|jaanna hai|ok so",
  raised: "issued against|raised against|made against|passed against",
  "when pay expect":
    "expected date of payment|expected dates of payment|date of payment|expected payment date|expected payment dates",
  "gst net":
    "output less input|output minus input|output less the input|output tax less input|output minus the input|input minus output",
  supplier: "maal dene wale|maal dene wala|maal dene walo|माल देने वाले",
  when: "kis tarikh tak|kis tareekh tak|kis tarikh ko|kis tareekh ko|kis tarikh|kis tareekh|किस तारीख तक|किस तारीख को|किस तारीख|kaunsi tarikh|konsi tarikh|by which date|which date will|what date will|on which date will|kis din dega|kis din tak|kis din aayega",
  show: "quick rundown of|a rundown of|rundown of|quick summary of|quick look at|quick list of|quick view of|kindly share|please share|pls share|plz share|share me|share the|share a|share list|can you share|could you share|share with me|kindly send|please send me|send me",
  "when pay": "payment date|payment dates",
  "net-of-returns":
    "net of credit notes|after credit notes|less credit notes|minus credit notes|net of debit notes|less debit notes|after debit notes|net of sales returns|net of purchase returns|net of returns|after returns|less returns|minus returns|net of return|after deducting returns|returns ghata kar|returns hatakar",
  booked: "did we book|we book|i book|have we booked",
  who: "kis kis|kin kin|kaun kaun|kon kon|किस किस|किन किन|कौन कौन|name the|name all|name those|name them|names of",
  which:
    "kaun kaun se|kaun kaun si|kaun kaun sa|kon kon se|kon kon si|kaun se|kaun si|kaun sa|kon se|kon si|kon sa|कौन से|कौन सी|कौन सा|कौन कौन से|कौन कौन सी",
  "which who": "kaun kaun se customer|kaun kaun se grahak|kon kon se customer|kin kin customer",
  expect: "best guess|your guess",
  "when pay future":
    "kab dega|kab degi|kab denge|kab tak dega|kab tak degi|kab tak denge|कब देगा|कब देंगे|कब तक देगा|कब तक देंगे",
  ledger:
    "running balance|with running balance|with opening and closing|with opening and closing balance|opening and closing balance|opening and closing|opening closing|with opening|opening balance and closing balance",
  "pending supplier": "open supplier|open vendor",
  "pending party": "open customer|open client",
  first: "oldest first|earliest first|purane pehle|purana pehle|sabse purana pehle|पुराने पहले",
  "we-owe bill":
    "open purchase bills|open purchase invoices|unpaid purchase bills|unpaid purchase invoices|pending purchase bills|pending purchase invoices",
  stuck: "lying with|stuck with|blocked with|parked with",
  account: "a c",
  give: "ko jana|ko jaana|को जाना",
  salary: "salary|salaries|tankhwah|wages|payroll|वेतन|सैलरी",
  by: "ke hisaab se|hisaab se|ke hisab se|hisab se|के हिसाब से|हिसाब से|ke anusar",
  "how-much":
    "mila ke|mila kar|milakar|mila k|मिला के|मिलाकर|put together|all told|altogether|taken together|come to|comes to|came to|amount to|amounts to|add up to|adds up to|work out to|how much",
  "we-must-pay":
    "i have to give|we have to give|do i have to give|do we have to give|am i to give|we have to pay|i have to pay|we need to pay|i need to pay|i must pay|we must pay|we are to pay|am i to pay|we should pay|i should pay|we supposed to pay|i supposed to pay|do i have to pay|do we have to pay|do i need to pay|do we need to pay|we must make|i must make|we have to make|we need to make|i have to make",
  growth:
    "up or down|gone up|gone down|went up|went down|going up|going down|up from|down from|badh gaya|badh gayi|badh gaye|ghat gaya|ghat gayi|kam hui|kam hua|kam hue|zyada hui|zyada hua|higher or lower|more or less|rising or falling|kitna badha|kitne badhe|बढ़ गया|बढ़ गई|घट गया",
  "payables-due":
    "payments due to suppliers|payments due to vendors|supplier payments due|vendor payments due|payment due to supplier|payments due|payment due",
  "tie-out": "mel khate|mel khata|mel khati|मेल खाते|मेल खाता",
  slow: "der se payment|der se paisa|late payment karne|late pay karne|der se pay|late paise dene|देर से पेमेंट|देर से भुगतान|slow paying",
  sale: "invoices raised|invoice raised|bills raised|bill raised|invoices issued|bills issued|invoices made|bills made|sales bills|sale bills|invoices cut|bills cut|business did|business from|business with|business give|business gave|how much business",
  "cash-hold": "have we got|do we have|have i got|do i have|we have in|i have in",
  return: "sent back|send back|gave back|given back|came back|lautaya|lautaye|लौटाया|returned to us",
  late: "not paid on time|time par nahi|samay par nahi|time pe nahi|not on time|samay se nahi|समय पर नहीं|not paying on time|not paid in time|did not pay on time|didn t pay on time|past time",
  "count-party":
    "how many customers|how many parties|how many clients|how many suppliers|kitne customer|kitne customers|kitne grahak|kitni party|kitni parties|kitne supplier|kitne suppliers|number of customers|number of suppliers|कितने ग्राहक|how many vendors|kitne client|kitne clients",
  net: "net of what",
  ageing: "how old are|kitne purane|kitna purana",
  match:
    "total mil rahe|total mil raha|totals mil rahe|mil rahe hai kya|mil rahe hain kya|mil raha hai kya|mel kha rahe|mel kha raha|tally with tally|tally se tally|everything tally|books tally|totals tally|figures tally|numbers tally|balances tally|tally ke barabar|same as tally|same as in tally|टैली से मिल|टैली के बराबर|in line with|matching with|agree with",
  clear: "chuka dein|chuka du|chuka dun|chuka diye|chuka de|chuka do|pay off|paid off|chuka dunga",
  "must-pay-us":
    "has he to pay|has she to pay|have they to pay|he has to pay|they have to pay|does he have to pay|do they have to pay|he must pay|they must pay|has {party} to pay us|has {party} to pay|does {party} have to pay us|does {party} have to pay|must {party} pay us|should {party} pay us|has to pay us|have to pay us|should pay us|needs to pay us|need to pay us|must pay us|has to pay me|have to pay me|should pay me|must pay me|needs to pay me|supposed to pay us|supposed to pay me",
  "can-pay": "can i pay|can we pay|can i clear|can we clear|able to pay|able to clear",
  how: "how are things|how is it going|what s up|whats up|whats happening|what s happening|kya chal raha|क्या चल रहा|how re things|how s business",
  negative:
    "go into credit|goes into credit|went into credit|gone into credit|into credit|credit mein gaya|in credit|credit balance|below zero|less than zero|in minus|minus me|minus mein",
  duplicate:
    "do baar entry|do bar entry|dobara entry|twice entered|do baar chadh|do baar post|do baar|do bar|दो बार|2 baar|two times|2 times|entered again",
  "count-bills":
    "kitne voucher|kitne vouchers|kitne bill|kitne bills|kitni entries|kitni entry|kitne invoice|kitne invoices|कितने बिल|कितने वाउचर|कितनी एंट्री|कितने इनवॉइस|kitne transaction|kitni transactions|kitne transactions|how many vouchers|how many bills|how many invoices|how many entries|how many transactions|number of vouchers|number of bills|number of invoices|number of entries|no of invoices|no of bills|no of vouchers|count of vouchers|count of invoices|count of bills|count of entries|number of transactions|no of entries",
  "will-come":
    "aa jayegi|aa jayega|aa jayenge|aa jaayega|aa jaayegi|आ जाएगा|आ जाएगी|आ जाएंगे|will come|going to come|come in|coming in|aa sakta|aa sakte|aa sakti|mil sakta|mil sakte|आ सकता|आ सकते|aa jayega|aa jayenge|aa jaega|aa jaye",
  can: "will i be able|will we be able|de paunga|kar paunga|can i afford|can we afford|enough to pay|paise honge|paisa hoga",
  pending:
    "left to pay|left to be paid|pay nahi kiye|pay nahi kiya|pay nahi kiya hai|pay nahi hue|pay nahi hua|payment nahi hua|payment nahi hui|भुगतान नहीं हुआ|भुगतान नहीं किया|अभी तक नहीं दिए|still open|is open|are open|remain open|remains open|o s|os amount|not been paid|abhi tak nahi aaya|abhi tak nahi aaye|open bills|open bill|open invoices|open purchase|not paid yet|not paid|yet to pay|haven t paid|hasn t paid|have not paid|has not paid|still unpaid|nahi diya|nahi diye|nahi chukaya|नहीं दिया|nahi aaya|not come in|not cleared|not yet paid|nahi mila",
  "owe-us":
    "have to give me|has to give me|to give me|had to give me|customers have to give|they have to give|he has to give|parties have to give|clients have to give|{party} has to give|{party} have to give|owe us|owes us|owe me|owes me|owed to us|owed to me|due to us|due to me|due from|owing to us|owing to me|we are owed|i am owed|am i owed|are we owed|hamare paise|hamara paisa|still to pay us|owing us|yet to pay us|we owed|i owed|have to give us|has to give us|still to give us|to give us",
  "we-owe":
    "हमारे ऊपर|हम पर कितना|mere par|apne upar|we owe|i owe|do i owe|do we owe|owed by us|due to suppliers|due to vendors|due to creditors|hum ko dena|humko kitna dena|hume kitna dena|hame kitna dena|mujhe kitna dena|हमें कितना देना|mujhe kisko|hume kisko|humein kitna dena|we still owe|hum par|hamare upar|humare upar|mujh par|हम पर|mere upar|hamari taraf se|our side owes|owe to others",
  trial: "trial balance",
  daybook: "डे बुक|दिन बही|रोज़नामचा|roznamcha|rojnamcha|day book|day's book",
  "cash-book": "cash book|rokad bahi|cash ledger",
  "bank-book": "bank book|bank statement|bank passbook",
  "credit-note": "credit note|credit notes|cn issued",
  "debit-note": "debit note|debit notes",
  "sale-return":
    "sales return|sales returns|sale return|sale returns|goods returned by|maal wapas aaya|bikri wapsi|बिक्री वापसी",
  "purchase-return":
    "purchase return|purchase returns|returned to supplier|returned to suppliers|returned to vendors|kharid wapsi|purchases returned|खरीद वापसी|sent back to|we sent back|returned by us|we returned|we send back",
  overdue:
    "payment due date ke baad|तारीख निकलने|तारीख निकलते|तारीख निकली|tarikh nikalne|tarikh nikal|tareekh nikalne|date nikalne|due date is gone|due date has gone|due date gone|date is gone|due date has passed|due date passed|date has passed|due date se upar|due date se aage|due date se zyada|crossed its due|crossed the due|crossed its due date|crossed the due date|crossed their due date|due date is over|due date over|gone overdue|तय तारीख|नियत तारीख|tay tarikh|tay tareekh|due tarikh nikal|due date ke paar|due date k paar|due date ke baad bhi|past its due date|past its due dates|past the due date|past due date|past due dates|beyond its due date|after its due date|past due|past their due|due date nikal|due date nikli|due date guzar|due date cross|due date crossed|due date ke baad|due date paar|tareekh nikal|तारीख निकल|date nikal|beyond due|crossed due|over due|passed due|passed their due|passed the due|gone past|der se|nikal chuki|nikal chuka|nikal gayi|nikal gaya|after due date|crossed their due|देय तिथि|past terms",
  falls:
    "will come due|will be due|would be due|come due|comes due|due aayenge|due ho rahe|due ho rahi|due hone wale|falls due|fall due|falling due|becomes due|due hone|coming due|due hai|due hain|due honge|due hoga|due on|due by",
  short:
    "run short|run out|kam pad|kam padega|kam padenge|kam pad jayega|कम पड़|fall short|kam to nahi|lowest cash|lowest point|cash lowest|last us|last for",
  unadjusted:
    "not been set off|not set off|set off against|knocked off|knock off|not knocked off|lying on account|adjust nahi hui|adjust nahi hua|settle nahi hui|set nahi|adjust nahi|bill me nahi|kisi bill me nahi|बिल में नहीं|not set against|not against any|kisi bill se nahi|on account|bill reference|against any bill|bina bill|without bill|not linked|not matched|kisi bill se|बिल से नहीं",
  tds: "form 16a|form 26as|tds certificate|tds certificates",
  "how-long":
    "how long|kitne din|kitne dino|kitne dinon|कितने दिन|कितने दिनों|how many days|number of days|in how many days|how quickly|how soon|how slow|how fast|kitni der|kitna late|कितनी देर|days does|days do|time does|how much time",
  count: "how many|number of|no of|count of|kitne number",
  dso: "days sales outstanding|average collection period|debtor days|collection period|days payable outstanding|debtors days|sales outstanding days|creditor days|days of sales|how many days of sales|kitne din ki sale|how many days sales",
  profit:
    "profit and loss|p and l|p l|income statement|bottom line|profit ya loss|make money|making money|made money",
  "gross-profit":
    "सकल लाभ|sakal labh|gross labh|gross profit|trading profit|gross margin|gross munafa|ग्रॉस मुनाफा|profit before overheads|cost of goods",
  "net-profit": "शुद्ध लाभ|shuddh labh|net labh|net profit|net margin|net munafa|शुद्ध मुनाफा|net income",
  "write-off": "written off|write off",
  money: "working capital",
  "on-time": "on time|samay par|समय पर|time pe|time par|time se|within due date",
  "before-tax":
    "without gst|excluding gst|excl gst|exclusive of gst|ex gst|before gst|less gst|net of gst|gst chhod kar|gst chhodkar|bina gst|gst ke bina|gst hatakar|without tax|excluding tax|before tax|excl tax|net of tax|बिना जीएसटी|जीएसटी के बिना|जीएसटी छोड़कर|minus gst",
  "gst-output":
    "gst output|output gst|output tax|gst on sales|gst collected|gst charged|tax on sales|gst on our sales|sales pe gst|sale pe gst|आउटपुट जीएसटी|जीएसटी आउटपुट|output liability|gst output liability",
  "gst-input":
    "gst input|input gst|input tax|input tax credit|input credit|itc|gst credit|gst on purchases|gst paid on purchases|purchase pe gst|tax credit|इनपुट जीएसटी|जीएसटी इनपुट|इनपुट टैक्स|input itc",
  gst: "setting off input credit|set off input credit|after input credit|net of input credit|less input credit|adjusting input credit|setting off itc|after itc|net of itc|less itc|adjusting itc|goods and services tax|goods and services tax|input tax|output tax|tax credit|goods and services tax|input credit|output liability|gst credit",
  "good-payer":
    "kind of paymaster|sort of paymaster|type of paymaster|what paymaster|bad paymaster|kind of payer|type of payer|sort of payer|payer type|how good a payer|kaisa payer|payer hai|payer h|pays us on time|pay us on time|good payer|good payers|bad payer|bad payers|best payer|best payers|worst payer|worst payers|good paymaster|pay well|paying habits|credit worthiness|credit worthy|give credit|more credit|udhaar de|late payer|late payers|prompt payer|prompt payers|slow payer|kaisa payer|payment behaviour|payment behavior|payment record|track record|trusted with|as a payer|as payer|as a paymaster|late paying|slow paying|paying late|prompt paying|regular paying",
  "data-age":
    "late is my data|late is our data|late is the data|data kab|data kitna|how fresh|how old is the|how current|up to date|data as of|last updated|डेटा कब|data latest|latest data|last refreshed|last update|last read|data current|books current|current data|data recent|is it current|data purana",
  "takes-time":
    "pay the latest|pays the latest|pay latest|pay the slowest|pays the slowest|sabse late paise|sabse late payment|sabse late paisa|sabse der se|on average late|average delay|avg delay|mean delay|average late|slowest payers|slowest paying|slowest payer|average din|avg din|average days|avg days|average number of days|din lagte|din lagta|din lagata|दिन लगते|दिन लगाते|kitne din lag|kitne din lagata|din baad deta|din baad dete|days late|take to pay|takes to pay|time to pay|longest to pay|din mein payment|din me payment|din mein paisa|din me paisa|days to pay|average payment days|payment days|din mein paise|दिन में पैसा|दिन में पेमेंट|दिन में भुगतान|din lagate|din lagata|before paying|before they pay",
  both: "lena dena|lena aur dena|both sides|receivable and payable|as both|receivables minus payables|receivable minus payable|receivables less payables|receivable less payable",
  must: "भुगतान करना है|भुगतान करना बाकी|bhugtan karna hai|payment karna hai|payment karni hai|पेमेंट करना है|पेमेंट करनी है|total to pay|have to pay|need to pay|has to pay|must pay|should pay|to be paid|dena hai|देना है|dena padega|karna hai|करना है|karni hai|bharna hai|chukana hai|chukane hai|supposed to pay|dene hain|karne hain|dene hai|to make|to be made|to settle|to clear",
  "must-take":
    "आनी बाकी|आने बाकी|आना बाकी|aani baki|aani baaki|aane baki|आनी है|to come from|money to come from|left to pay us|aana baaki hai|lena hai|लेना है|lene hain|leni hai|to be collected|to be received|to collect|to receive|lena baaki|lena baki|लेना बाकी|yet to receive|yet to collect|to come in from|still to come|yet to come|aana baaki|aana baki|aane baaki|आना बाकी|aana hai|aane hain|nikalta hai|nikalta h|yet to be received|still to receive|not yet received|due to come|left to collect|remaining to collect|to realise",
  "pay-us":
    "pay us|pay me|paid us|paid me|pays us|paying us|hume diya|humko diya|हमें दिया|humein diya|hamein diya",
  "we-pay": "we pay|i pay|we paid|i paid|humne diya|humne kiya|we settle|we settled",
  "paid-out":
    "payments made|payment made|paid by us|payments we made|payment we made|bahar gaye|diye gaye payment|payments made|payment made|paid to|paid out|money out|ko payment|ko diya|ko paisa|ko paise|ko kitna diya|ko bhugtan|को भुगतान|को दिया|को पेमेंट|went out|going out|bahar gaya|payments done|payment done|ko chukaya|outgoing payments|ko transfer|ko pay kiya|payment to|payments to|went to|gone to|going to suppliers|ko gaya|ko gaye|को गया|को गए",
  "paid-in":
    "payments received|payment received|payment from|payments from|received from|money received|paisa aaya|paise aaye|पैसा आया|पैसे आए|payment aaya|payment aayi|payments aaye|payment mila|paisa mila|paise mile|पैसा मिला|पेमेंट आया|came in|ne diya|ne paisa|ne payment|ne paise|ने पैसा|ने पेमेंट|ने दिया|customer payments|payments by customers|ne kitna diya|payment aai|ne chukaya|ने भुगतान|ne kitna payment|payments came|got paid|been paid",
  stop: "stopped buying|nothing from them|kuch nahi kharida|kuch nahi liya|kuch nahi khareeda|stopped buying|stopped ordering|gone quiet|no longer buy|not bought|not buying|not ordered|nahi kharid|नहीं खरीद|nahi khareed|ab nahi|अब नहीं|band kar|band ho|बंद हो|no orders|no purchases|haven t bought|hasn t bought|have not bought|has not bought|kharidna band|maal lena band|kuch nahi liya|nahi liya|gone silent|nothing since|not come back|gone missing|nothing after|stop buying|stopped purchasing|stopped giving orders|went silent|went quiet|no business",
  "not-on-time": "broken promise|broken promises",
  "not-held":
    "their own turnover|their own sales|own turnover|net worth|under repair|as a company|as a business|of their own business|credit score|cibil score|kitne log|footfall|walk in|walk ins|share price|gold rate|phone number|income tax|gst rate|items sold|item wise|product wise|item sold|stock value|closing stock|stock in hand|per product|per item|rate of|how to file|exchange rate|interest rate|profit per|margin per|due date of gst|phone no|mobile number|email address|contact number",
  "after-due":
    "after paying|after clearing|after all payments|after payments|once all|if i pay|if we pay|if i clear|if we clear|chukane ke baad|payment ke baad|payment karne ke baad|dene ke baad|चुकाने के बाद|देने के बाद|bill chukakar|sab dekar|after settling|pay everything|clear everything|clear all|pay off everything|पेमेंट के बाद|भुगतान के बाद|bharne ke baad|minus dues|less dues|minus payables|less payables|after dues|net of dues|cover everything|cover all|can i pay everything|can we pay everything|pay all bills|pay all the bills|pay all dues",
  "at-end": "as on|as of|as at",
  cash: "cash flow|cashflow|cash in hand|in hand",
  "set-apart":
    "other than|leaving out|leave out|ke alawa|के अलावा|chhod kar|chod kar|chhod ke|को छोड़कर|not counting|apart from|take out|ko hatao|ko hata|को हटा|ke bina|के बिना|leave aside",
  "how-did": "how did|how are|how is",
  "last-time":
    "last time|last paid|last pay|last payment|last receipt|last received|aakhri baar|akhri baar|आखिरी बार|aakhri payment|akhri payment|last kab|pichli baar|pichla payment|पिछली बार|पिछला पेमेंट|most recent payment|most recent receipt|latest payment|latest receipt|last cheque|last collected|last transfer|आखिरी पेमेंट|आखिरी भुगतान|last settled|antim bhugtan|last remitted|last remittance",
};

/** Some words that together mean what none of them does. The longest first. */
export const PHRASES: readonly (readonly [readonly string[], string])[] = Object.entries(phrases)
  .flatMap(([concept, list]) => list.split("|").map((words) => [splitInto(words), concept] as const))
  .toSorted((a, b) => b[0].length - a[0].length);
