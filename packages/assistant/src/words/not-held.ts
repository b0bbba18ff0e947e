/** What books do not hold and people ask for all the same. */
export const NOT_HELD = new Set(
  (
    "dollar dollars euro euros forex employee employees staff headcount weather temperature competitor competitors competitor's fraud cheating cheat cheater thief inventory godown warehouse price prices gold " +
    "joke poem story minister cricket news recipe flight ticket hotel loan emi quantity qty units unit pieces kilos kg item items product products sku scrap salesman salesmen " +
    "election movie song weather salary-advice shareprice nifty sensex crypto bitcoin translate capital-of mausam मौसम स्टॉक godam कर्मचारी karmchari dhokebaaz chor pratidwandi lawyer court holiday holidays attendance leave password " +
    "truck trucks tempo driver visitor visitors enquiry enquiries leads budget target targets advice address phone mobile email pincode barcode hsn discounting valuation"
  ).split(" "),
);
