import { useLocalSearchParams, useRouter, type Href } from "expo-router";
import { useCallback, useEffect, useRef, useState } from "react";
import type { TextInput } from "react-native";

import { Field } from "../../components/field";
import { Empty } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { useWords } from "../../locale/locale";
import { useArrowKeys, useSlashKey } from "../../platform/search-keys";
import { useSettled } from "../../platform/settled";
import { useSearch } from "../../queries/use-today";
import { useCompanyId } from "../../session/view";
import { AskThis } from "./ask-this";
import { Found, placeOfBill, placeOfParty } from "./found";

const TYPING_MILLIS = 250;

/** Finds parties by name and bills by reference, by touch or by keys: "/" to write, arrows to go through, Enter to open. */
export function SearchScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  const router = useRouter();
  const { text, setText, settled } = useText();
  const read = useSearch(companyId, settled);
  const input = useRef<TextInput>(null);
  useSlashKey(useCallback(() => input.current?.focus(), []));
  useArrowKeys("found-");
  const openFirst = () => {
    const first = text.trim() === settled ? firstPlace(read.data, companyId) : null;
    if (first !== null) router.push(first);
  };
  return (
    <Page title={words.today.search.heading} back narrow>
      <Field
        label={words.today.search.field}
        value={text}
        onChange={setText}
        onSubmit={openFirst}
        icon="search"
        clearLabel={words.today.search.clear}
        hideLabel
        isFirst
        inputRef={input}
        testID="search-field"
      />
      {settled === "" ? (
        <Empty icon="search" title={words.today.search.begin} text={words.today.search.beginText} />
      ) : (
        <>
          <ReadState read={read} skeleton={[4]}>
            {(answer) => <Found answer={answer} text={settled} />}
          </ReadState>
          <AskThis text={settled} />
        </>
      )}
    </Page>
  );
}

function firstPlace(answer: ReturnType<typeof useSearch>["data"], companyId: string): Href | null {
  const party = answer?.parties[0];
  const bill = answer?.bills[0];
  if (party !== undefined) return placeOfParty(companyId, party.partyId);
  return bill === undefined ? null : placeOfBill(companyId, bill.billId);
}

/** What is sought is part of the address, so that a link and the way back keep it. */
function useText() {
  const router = useRouter();
  const params = useLocalSearchParams<{ text?: string }>();
  const [text, setText] = useState(params.text ?? "");
  const settled = useSettled(text.trim(), TYPING_MILLIS);
  useEffect(() => {
    if (settled !== (params.text ?? "")) router.setParams({ text: settled === "" ? undefined : settled });
  }, [settled, params.text, router]);
  return { text, setText, settled };
}
