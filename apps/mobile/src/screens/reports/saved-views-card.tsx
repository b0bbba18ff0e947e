import type { SavedView } from "@cfa/contract/saved-views";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Icon } from "../../components/icon";
import { LinkRow } from "../../components/link-row";
import { Notice } from "../../components/notice";
import { Press } from "../../components/press";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { newRequestId } from "../../platform/request-id";
import { useSavedViews, useViewDeeds } from "../../queries/use-saved-views";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE, TARGET } from "../../theme/tokens";
import { ViewSheet } from "./view-sheet";
import { viewHint, viewHref } from "./view-words";

/** The kept views of reports, each one tap away; nothing while there is none. */
export function SavedViewsCard() {
  const words = useWords();
  const colours = useColours();
  const companyId = useCompanyId();
  const views = useSavedViews(companyId).data?.views ?? [];
  const { keep } = useViewDeeds(companyId);
  const [changing, setChanging] = useState<SavedView | null>(null);
  const [removed, setRemoved] = useState<SavedView | null>(null);
  const undo = (view: SavedView): void => {
    const { name, report, choice, shared } = view;
    keep.mutate(
      { companyId, requestId: newRequestId(), name, report, choice, shared },
      { onSuccess: () => setRemoved(null) },
    );
  };
  if (views.length === 0 && removed === null) return null;
  return (
    <View style={{ gap: SPACE.s }}>
      {removed === null ? null : (
        <Notice
          icon="good"
          kind="neutral"
          testID="view-removed"
          action={
            <Button
              title={words.views.undo}
              busy={keep.isPending}
              onPress={() => undo(removed)}
              testID="view-undo"
            />
          }
        >
          {words.views.removed(removed.name)}
        </Notice>
      )}
      <Refused error={keep.error} />
      {views.length === 0 ? null : (
        <Card flush heading={words.views.heading} hint={words.views.hint} testID="saved-views">
          <View role="list">
            {views.map((view, at) => (
              <View key={view.viewId} role="listitem" style={styles.row} testID={`view-${at}`}>
                <View style={styles.link}>
                  <LinkRow
                    to={viewHref(view, companyId)}
                    isFirst={at === 0}
                    isPart
                    before={<Icon name="voucher" color={colours.brand} />}
                    testID={`view-open-${at}`}
                  >
                    <Text type="strong" lines={2}>
                      {view.name}
                    </Text>
                    <Text type="small" tone="textMuted">
                      {viewHint(view, words)}
                    </Text>
                  </LinkRow>
                </View>
                <Press
                  label={words.views.more(view.name)}
                  onPress={() => setChanging(view)}
                  style={styles.more}
                  testID={`view-more-${at}`}
                >
                  <Icon name="settings" color={colours.textMuted} size={20} />
                </Press>
              </View>
            ))}
          </View>
        </Card>
      )}
      {changing === null ? null : (
        <ViewSheet
          view={changing}
          companyId={companyId}
          onClose={() => setChanging(null)}
          onRemoved={() => {
            setRemoved(changing.isMine ? changing : null);
            setChanging(null);
          }}
        />
      )}
    </View>
  );
}

const styles = StyleSheet.create({
  row: { flexDirection: "row", alignItems: "center" },
  link: { flex: 1, minWidth: 0 },
  more: { width: TARGET, alignItems: "center", justifyContent: "center", borderRadius: RADIUS.pill },
});
