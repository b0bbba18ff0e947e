import type { Freshness } from "@cfa/contract/reads";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { useWords } from "../locale/locale";
import { useNow } from "../platform/now";
import { useSeldom } from "../platform/seldom";
import { useFreshness } from "../queries/use-freshness";
import type { Colours } from "../theme/colours";
import { useColours } from "../theme/theme";
import { RADIUS, SPACE } from "../theme/tokens";
import { freshnessParts, readShare, runningText, verdictOf, type Verdict } from "./freshness-verdict";
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
        <Announced freshness={freshness} />
      </View>
    </>
  );
}

/** Two steps, reading and working out. Of the first a share is claimed only where it is known how many records are ahead. */
function Running({ freshness }: { freshness: Freshness }) {
  const words = useWords();
  const colours = useColours();
  const { running } = freshness;
  if (!running) return null;
  const rest = { backgroundColor: colours.lineStrong };
  const done = { backgroundColor: colours.brand, width: `${readShare(running) * 100}%` as const };
  return (
    <View style={styles.running} aria-hidden testID="freshness-running">
      <View style={styles.steps}>
        <View style={[styles.step, rest]}>
          <View style={[styles.done, done]} />
        </View>
        <View style={[styles.step, running.state === "queued" ? { backgroundColor: colours.brand } : rest]} />
      </View>
      <Text type="smallStrong" tone="brand">
        {runningText(running, words)}
      </Text>
    </View>
  );
}

const OFTEN_ENOUGH_MILLIS = 15_000;

/** For those who listen: how far it is now and then, each new step at once, and the verdict when it is over. */
function Announced({ freshness }: { freshness: Freshness }) {
  const words = useWords();
  const { running } = freshness;
  const [hasRun, setHasRun] = useState(running !== null);
  if (running && !hasRun) setHasRun(true);
  const ended = hasRun ? words.freshness.headline[verdictOf(freshness).cause] : "";
  const said = useSeldom(running ? runningText(running, words) : ended, {
    millis: OFTEN_ENOUGH_MILLIS,
    atOnce: running?.state ?? "ended",
  });
  return (
    <View role="status" style={styles.unseen}>
      <Text>{said}</Text>
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
  step: { flex: 1, height: 4, borderRadius: 2, overflow: "hidden" },
  done: { height: 4 },
  unseen: { position: "absolute", width: 1, height: 1, overflow: "hidden" },
});
