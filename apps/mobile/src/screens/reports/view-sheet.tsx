import { VIEW_NAME_LENGTH } from "@cfa/contract/view-times";
import type { SavedView } from "@cfa/contract/saved-views";
import { useState } from "react";

import { Button } from "../../components/button";
import { Field } from "../../components/field";
import { Refused } from "../../components/refused";
import { Sheet } from "../../components/sheet";
import { useWords } from "../../locale/locale";
import { useKeepsBooks, useMyRole } from "../../queries/use-companies";
import { useViewDeeds } from "../../queries/use-saved-views";

/** What may be changed of a view: its name, who sees it, whether it opens by itself; and letting it go. */
export function ViewSheet(props: {
  view: SavedView;
  companyId: string;
  onClose: () => void;
  onRemoved: () => void;
}) {
  const { view, companyId, onClose, onRemoved } = props;
  const { viewId, isMine, isDefault, shared } = view;
  const words = useWords();
  const w = words.views;
  const [name, setName] = useState(view.name);
  const { change, remove } = useViewDeeds(companyId);
  const mayShare = useKeepsBooks(companyId);
  const mayRemove = useMyRole(companyId) === "owner" || isMine;
  const isNamed = isViewName(name);
  const changeIt = (part: { name?: string; shared?: boolean; isDefault?: boolean }): void =>
    change.mutate({ companyId, viewId, ...part }, { onSuccess: onClose });
  return (
    <Sheet open title={view.name} onClose={onClose}>
      {isMine ? (
        <>
          <Field
            label={w.name}
            value={name}
            onChange={setName}
            expects="name"
            error={isNamed ? undefined : w.nameWrong}
            onSubmit={() => (isNamed ? changeIt({ name: name.trim() }) : undefined)}
            testID="view-name"
          />
          {isNamed && name.trim() !== view.name ? (
            <Button
              title={w.rename}
              kind="primary"
              busy={change.isPending}
              onPress={() => changeIt({ name: name.trim() })}
              testID="view-rename"
            />
          ) : null}
        </>
      ) : null}
      <Button
        title={isDefault ? w.dropDefault : w.makeDefault}
        busy={change.isPending}
        onPress={() => changeIt({ isDefault: !isDefault })}
        testID="view-default"
      />
      {isMine && mayShare ? (
        <Button
          title={shared ? w.keepPrivate : w.shareNow}
          busy={change.isPending}
          onPress={() => changeIt({ shared: !shared })}
          testID="view-share"
        />
      ) : null}
      <Refused error={change.error ?? remove.error} testID="view-refused" />
      {mayRemove ? (
        <Button
          title={w.remove}
          busy={remove.isPending}
          onPress={() => remove.mutate({ companyId, viewId }, { onSuccess: onRemoved })}
          testID="view-remove"
        />
      ) : null}
    </Sheet>
  );
}

/** Whether a text may be the name of a view. */
export function isViewName(text: string): boolean {
  const { length } = text.trim();
  return length > 0 && length <= VIEW_NAME_LENGTH;
}
