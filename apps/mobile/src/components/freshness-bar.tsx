import type { Freshness } from "@cfa/contract/reads";
import { StyleSheet, View } from "react-native";

import { useWords } from "../locale/locale";
import { useNow } from "../platform/now";
import { useFreshness } from "../queries/use-freshness";
import type { Colours } from "../theme/colours";
import { useColours } from "../theme/theme";
import { RADIUS, SPACE } from "../theme/tokens";
import { freshnessParts, verdictOf, type Verdict } from "./freshness-verdict";
import { Icon } from "./icon";
import { PressLink } from "./press";
import { Text } from "./text";

/** How fresh the books are, leading to the sync page. */
export function FreshnessBar(props: { companyId: string; known?: Freshness }) {
  const { companyId, known } = props;
  const freshness = useFreshness(companyId).data ?? known;
  const colours = useColours();
  if (!freshness) return null;
  const look = lookOf(verdictOf(freshness).verdict, colours);
  return (
    <PressLink
      href={{ pathname: "/[companyId]/sync", params: { companyId } }}
      testID="freshness"
      style={[styles.bar, { backgroundColor: look.ground }]}
      pressedGround={look.ground}
    >
      <Told freshness={freshness} />
      <Icon name="forward" color={look.ink} size={18} />
    </PressLink>
  );
}

/** The same on the sync page itself, where it leads nowhere. */
export function FreshnessPanel({ freshness }: { freshness: Freshness }) {
  const look = lookOf(verdictOf(freshness).verdict, useColours());
  return (
    <View testID="freshness" style={[styles.bar, { backgroundColor: look.ground }]}>
      <Told freshness={freshness} />
    </View>
  );
}

/** How far the data goes, when Tally was read, whether it ties; while Tally is being read, how far that is. */
function Told({ freshness }: { freshness: Freshness }) {
  const words = useWords();
  const now = useNow();
  const { verdict, cause } = verdictOf(freshness);
  const look = lookOf(verdict, useColours());
  return (
    <>
      <Icon name={verdict} color={look.ink} size={22} />
      <View style={styles.words}>
        <Text type="smallStrong" tone={look.tone} testID="freshness-verdict">
          {words.freshness.headline[cause]}
        </Text>
        <Text type="small">{freshnessParts(freshness, { now, words }).join(" · ")}</Text>
        <Running freshness={freshness} />
      </View>
    </>
  );
}

/** Two steps, reading and working out: the number of records ahead is not known, so no share is claimed. */
function Running({ freshness }: { freshness: Freshness }) {
  const words = useWords();
  const colours = useColours();
  const { running } = freshness;
  if (!running) return null;
  const { records } = running;
  return (
    <View style={styles.running} role="status" testID="freshness-running">
      <View style={styles.steps}>
        <View style={[styles.step, { backgroundColor: colours.brand }]} />
        <View
          style={[
            styles.step,
            { backgroundColor: running.state === "queued" ? colours.brand : colours.lineStrong },
          ]}
        />
      </View>
      <Text type="smallStrong" tone="brand">
        {running.state === "queued" ? words.freshness.queued(records) : words.freshness.running(records)}
      </Text>
    </View>
  );
}

function lookOf(verdict: Verdict, colours: Colours) {
  return {
    good: { ground: colours.goodSoft, ink: colours.good, tone: "good" as const },
    warn: { ground: colours.warnSoft, ink: colours.warn, tone: "warn" as const },
    bad: { ground: colours.badSoft, ink: colours.bad, tone: "bad" as const },
    none: { ground: colours.raised, ink: colours.textMuted, tone: "textMuted" as const },
  }[verdict];
}

const styles = StyleSheet.create({
  bar: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.m,
    paddingHorizontal: SPACE.l,
    paddingVertical: SPACE.m,
    borderRadius: RADIUS.m,
  },
  words: { flex: 1 },
  running: { marginTop: SPACE.s, gap: SPACE.xs },
  steps: { flexDirection: "row", gap: SPACE.xs },
  step: { flex: 1, height: 4, borderRadius: 2 },
});
