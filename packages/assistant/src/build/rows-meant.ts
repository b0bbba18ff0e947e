/* How questions say which rows they mean, where the words alone do not. */

/** "biggest receipt", "sabse bada payment": one of them. */
const SUPERLATIVE =
  "(?:oldest|biggest|largest|highest|latest|smallest|lowest|newest|top|sabse (?:bada|badi|purana|purani|chhota|chhoti|zyada|jyada))";
export const ONE_VOUCHER = new RegExp(
  `\\b${SUPERLATIVE} (?:(?!customers?|clients?|part(?:y|ies)|suppliers?|vendors?|grahak|buyers?)\\w+ ){0,2}?(?:receipt|payment|invoice|bill|voucher|order|purchase|sale|entry)\\b`,
);
/** "which single bill has the biggest amount". */
export const SINGLE =
  /\bwhich (?:single|one) (?:\w+ ){0,2}?(?:bill|customer|supplier|party|invoice|voucher|ledger|expense|month)\b/;
/** "the second biggest": the first two. */
export const NTH: readonly (readonly [RegExp, number])[] = [
  [new RegExp(`\\b(?:2nd|second|dusra|doosra|dusre number ka) ${SUPERLATIVE}`), 2],
  [new RegExp(`\\b(?:3rd|third|teesra) ${SUPERLATIVE}`), 3],
];
/** "which month had the highest". */
export const ONE_RUN =
  /\b(?:which|what|kis|kaunse|konse|kaun se) (?:month|mahine|mahina|week|hafte|quarter|day|din)\b(?!s).*\b(?:highest|most|best|biggest|largest|lowest|least|maximum|max|minimum|sabse)\b/;
export const ONE_OF = new RegExp(
  `\\b${SUPERLATIVE} (?:(?!what|each|every)\\w+ ){0,2}?(?:receipt|payment|invoice|bill|voucher|order|entry|customer|client|party|debtor|supplier|vendor|creditor|buyer|grahak|expense|one)\\b|${ONE_RUN.source}`,
);
export const ALL_LEDGERS =
  /\b(?:all|each|every|saare|sabhi|sab) (?:the )?(?:expense |kharche (?:ke |wale )?|bank |cash )?(?:ledgers?|heads?|accounts?|khate)\b/;
/** After receipts: one of them. */
export const LARGEST_ONE = new RegExp(`^(?:\\w+ ){0,3}?${SUPERLATIVE} one\\b`);
/** "smallest to biggest": all of them. */
export const BOTH_ENDS =
  /\b(?:smallest|lowest|least|biggest|highest|largest|chhote|bade|small|big|low|high) (?:to|se) (?:the )?(?:smallest|lowest|least|biggest|highest|largest|chhote|bade|small|big|low|high)\b/;

/** "which customers have bills", "kin grahakon ke bill": the customers are asked for. */
export const WHOSE_BILLS =
  /\b(?:which|what|kin|jin|kis|konse|kaunse|kaun se|all|any|name the) (?:customers?|clients?|parties|party|grahak\w*|suppliers?|vendors?) (?:\w+ ){0,3}?(?:ke|ki|with|have|has|having|whose) (?:\w+ ){0,2}?bills?\b|(?:किन|जिन|किस) (?:ग्राहकों|ग्राहक|पार्टियों|सप्लायरों) के बिल/;
/** "sabse zyada purchase kin suppliers se": they are asked for. */
export const WHO_OF =
  /\b(?:which|what|kin|kis|kaunse|konse|kaun se) (?:customers?|clients?|parties|party|grahak\w*|suppliers?|vendors?)\b/;
/** "list of payments to suppliers": of each of them. */
export const LISTED =
  /\b(?:list of|list|every|each|all|saare|sabhi) (?:the )?(?:payments?|receipts?|credit notes?|debit notes?)\b/;
/** "customer receipts above 2 lakh": each of them, not the customers. */
export const FLOWS_OF =
  /\b(?:(?:customers?|part(?:y|ies)|clients?|suppliers?|vendors?) (?:ke |ki |se )?(?:receipts?|payments?|collections?)|(?:receipts?|payments?) (?:from|to) (?:\w+ ){0,2}?(?:customers?|clients?|suppliers?|vendors?|parties))\b/;
