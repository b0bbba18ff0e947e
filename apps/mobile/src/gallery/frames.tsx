import { useEffect, type ReactNode } from "react";
import { View } from "react-native";

import { AsOf, AsOfNotice } from "../components/as-of";
import { CompanyInitials, CompanySwitch } from "../components/company-switch";
import { FirstPage } from "../components/first-page";
import { FreshnessBar, FreshnessPanel } from "../components/freshness-bar";
import { BarePage, Page } from "../components/page";
import { PageHead } from "../components/page-head";
import { ReviewTabs } from "../components/review-tabs";
import { BottomBar } from "../components/shell/bottom-bar";
import { PlaceIcon } from "../components/shell/place-icon";
import { SideNav } from "../components/shell/side-nav";
import { Skeleton } from "../components/skeleton";
import { Text } from "../components/text";
import { useAsOf } from "../session/view";
import { SPACE } from "../theme/tokens";
import type { Group } from "./group";
import * as madeUp from "./made-up";

const { COMPANY_ID, HINDI_PARTY, LONG_PARTY, PARTY } = madeUp;
const EARLIER_DAY = "2026-09-30";
const again = () => Promise.resolve();

/** The room of a whole page. */
function Room({ children, height = 420 }: { children: ReactNode; height?: number }) {
  return <View style={{ height }}>{children}</View>;
}

function Earlier() {
  const { setAsOf } = useAsOf();
  useEffect(() => setAsOf(EARLIER_DAY), [setAsOf]);
  return <AsOfNotice />;
}

/** What stands around pages and at their head. */
export const FRAMES: Group = [
  {
    of: "FreshnessPanel",
    states: {
      never: () => <FreshnessPanel freshness={madeUp.NEVER_READ} />,
      fresh: () => <FreshnessPanel freshness={madeUp.FRESH} />,
      stale: () => <FreshnessPanel freshness={madeUp.STALE} />,
      different: () => <FreshnessPanel freshness={madeUp.DIFFERENT} />,
      "set aside": () => <FreshnessPanel freshness={madeUp.SET_ASIDE} />,
      "being read": () => <FreshnessPanel freshness={madeUp.BEING_READ} />,
      "being worked out": () => <FreshnessPanel freshness={madeUp.WORKED_OUT} />,
    },
  },
  { of: "FreshnessBar", states: { usual: () => <FreshnessBar companyId={COMPANY_ID} /> } },
  {
    of: "AsOf",
    states: { today: () => <AsOf shown={undefined} />, earlier: () => <AsOf shown={EARLIER_DAY} /> },
  },
  { of: "AsOfNotice", states: { earlier: () => <Earlier /> } },
  {
    of: "ReviewTabs",
    states: {
      "much waits": () => <ReviewTabs current="exceptions" />,
      "another one": () => <ReviewTabs current="approvals" />,
    },
  },
  {
    of: "CompanySwitch",
    states: { usual: () => <CompanySwitch />, "as a title": () => <CompanySwitch asTitle /> },
  },
  { of: "CompanyInitials", states: { usual: () => <CompanyInitials /> } },
  {
    of: "PageHead",
    states: {
      usual: () => <PageHead title={PARTY} subtitle={HINDI_PARTY} />,
      "long, with a way back": () => <PageHead title={LONG_PARTY} back aside={<Text>118</Text>} />,
    },
  },
  {
    of: "Page",
    states: {
      usual: () => (
        <Room>
          <Page title={PARTY} subtitle={HINDI_PARTY} onRefresh={again}>
            <Text>{LONG_PARTY}</Text>
          </Page>
        </Room>
      ),
    },
  },
  {
    of: "BarePage",
    states: {
      usual: () => (
        <Room>
          <BarePage>
            <Skeleton cards={[3]} />
          </BarePage>
        </Room>
      ),
    },
  },
  {
    of: "FirstPage",
    states: {
      usual: (words) => (
        <Room>
          <FirstPage title={words.signIn.heading} subtitle={words.app.promise}>
            <Text>{PARTY}</Text>
          </FirstPage>
        </Room>
      ),
    },
  },
  {
    of: "PlaceIcon",
    states: {
      "nothing waits": () => <PlaceIcon icon="review" current={false} />,
      "something waits": () => (
        <View style={{ paddingTop: SPACE.s }}>
          <PlaceIcon icon="review" current waiting={7} />
        </View>
      ),
      "much waits": () => (
        <View style={{ paddingTop: SPACE.s }}>
          <PlaceIcon icon="review" current waiting={1_234} />
        </View>
      ),
    },
  },
  {
    of: "SideNav",
    states: {
      "of a desktop": () => (
        <Room height={640}>
          <SideNav compact={false} />
        </Room>
      ),
      "of a tablet": () => (
        <Room height={640}>
          <SideNav compact />
        </Room>
      ),
    },
  },
  { of: "BottomBar", states: { usual: () => <BottomBar /> } },
];
