import { REPORTS } from "@cfa/contract/report-kinds";
import type { ReportAsk, ReportName } from "@cfa/contract/reports";
import type { SavedView, ViewChoice } from "@cfa/contract/saved-views";
import { useRef, useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Choice } from "../../components/choice";
import { Field } from "../../components/field";
import { Notice } from "../../components/notice";
import { Refused } from "../../components/refused";
import { Sheet } from "../../components/sheet";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { newRequestId } from "../../platform/request-id";
import { useKeepsBooks } from "../../queries/use-companies";
import { useSavedViews, useViewDeeds } from "../../queries/use-saved-views";
import { SPACE } from "../../theme/tokens";
import { isViewName } from "./view-sheet";
import { movingTimes } from "./view-times";
import { timeText } from "./view-words";

type Props = { companyId: string; report: ReportName; ask: ReportAsk; when: ViewChoice["when"] };

/** Keeps what is chosen on a report's page under a name. `viewId`: the view that the page was opened by. */
export function SaveView(props: Props & { viewId: string | undefined }) {
  const { viewId, ...of } = props;
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  const views = useSavedViews(props.companyId).data?.views ?? [];
  const view = views.find((one) => one.viewId === viewId);
  return (
    <View style={{ gap: SPACE.s, alignItems: "flex-start", maxWidth: "100%" }}>
      <Button title={words.views.save} onPress={() => setOpen(true)} testID="save-view" />
      {saved === null ? null : (
        <Notice icon="good" kind="neutral" testID="view-saved">
          {words.views.saved(saved)}
        </Notice>
      )}
      {isOpen ? (
        <SaveSheet
          {...of}
          view={view?.isMine === true ? view : undefined}
          onClose={() => setOpen(false)}
          onSaved={(name) => {
            setSaved(name);
            setOpen(false);
          }}
        />
      ) : null}
    </View>
  );
}

function SaveSheet(
  props: Props & { view: SavedView | undefined; onClose: () => void; onSaved: (name: string) => void },
) {
  const { companyId, report, ask, view, onClose, onSaved } = props;
  const words = useWords();
  const w = words.views;
  const times = timesOf(report, ask);
  const [time, setTime] = useState(
    Math.max(
      times.findIndex(({ when }) => when === props.when),
      0,
    ),
  );
  const [name, setName] = useState(view?.name ?? "");
  const [isTried, setTried] = useState(false);
  const [shared, setShared] = useState(view?.shared ?? false);
  const mayShare = useKeepsBooks(companyId);
  const { keep, change } = useViewDeeds(companyId);
  const request = useRef<string | null>(null);
  const isNamed = isViewName(name);
  const choice = { ...filtersOf(report, ask), ...times[time] };
  const asNew = (): void => {
    setTried(true);
    if (!isNamed) return;
    request.current ??= newRequestId();
    const made = { companyId, requestId: request.current, name: name.trim(), report, choice, shared };
    keep.mutate(made, { onSuccess: (kept) => onSaved(kept.name) });
  };
  const asChanged = ({ viewId }: SavedView): void => {
    setTried(true);
    if (!isNamed) return;
    const made = { companyId, viewId, name: name.trim(), choice, shared };
    change.mutate(made, { onSuccess: (kept) => onSaved(kept.name) });
  };
  const own = { conflict: w.tooMany };
  return (
    <Sheet open title={w.saveTitle} onClose={onClose}>
      <Field
        label={w.name}
        value={name}
        onChange={setName}
        expects="name"
        isFirst
        error={isTried && !isNamed ? w.nameWrong : undefined}
        onSubmit={view === undefined ? asNew : () => asChanged(view)}
        testID="view-name"
      />
      {times.length === 0 ? null : (
        <View role="group" aria-label={w.time} style={{ gap: SPACE.s }}>
          <Text type="smallStrong" tone="textMuted">
            {w.time}
          </Text>
          {times.map((one, at) => (
            <Choice
              key={one.when ?? "fixed"}
              title={timeText(one, words)}
              chosen={at === time}
              onPress={() => setTime(at)}
              testID={`view-time-${one.when ?? "fixed"}`}
            />
          ))}
        </View>
      )}
      {mayShare ? (
        <Choice
          title={w.share}
          note={w.shareHint}
          chosen={shared}
          onPress={() => setShared(!shared)}
          testID="view-shared"
        />
      ) : null}
      <Refused error={keep.error ?? change.error} own={own} testID="view-refused" />
      {view === undefined ? null : (
        <Button
          title={w.keepChanges(view.name)}
          kind="primary"
          busy={change.isPending}
          onPress={() => asChanged(view)}
          testID="view-keep-changes"
        />
      )}
      <Button
        title={view === undefined ? w.keep : w.keepAgain}
        kind={view === undefined ? "primary" : "secondary"}
        busy={keep.isPending}
        onPress={asNew}
        testID="view-keep"
      />
    </Sheet>
  );
}

/** The times a view may be of: what is shown now as it is, and what moves with the calendar. */
function timesOf(
  report: ReportName,
  { asOf, from, to }: ReportAsk,
): Pick<ViewChoice, "when" | "asOf" | "from" | "to">[] {
  const { time } = REPORTS[report];
  if (time === "none") return [];
  const moving = movingTimes(time).map((when) => ({ when }));
  if (time === "day") return asOf === undefined ? moving : [{ asOf }, ...moving];
  const fixed = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  return [fixed, ...moving];
}

function filtersOf(report: ReportName, { side, party, search, sort, order }: ReportAsk): ViewChoice {
  return {
    ...(REPORTS[report].sided ? { side } : {}),
    ...(party === undefined ? {} : { party }),
    ...(search === undefined ? {} : { search }),
    ...(sort === undefined ? {} : { sort, order }),
  };
}
