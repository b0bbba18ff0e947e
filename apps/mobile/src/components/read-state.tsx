import type { ReactNode } from "react";
import { View } from "react-native";

import { useWords } from "../locale/locale";
import { agoText } from "../locale/moment-text";
import { useNow } from "../platform/now";
import { useIsOnline } from "../queries/connection";
import { ApiFailure, sentenceOf } from "../queries/failure";
import { SPACE } from "../theme/tokens";
import { Button } from "./button";
import { Empty, Notice } from "./notice";
import { Skeleton } from "./skeleton";
import { Text } from "./text";

/** What every read hook gives; the rest of the hook's answer is not needed to choose what to show. */
export type Read<T> = {
  data: T | undefined;
  error: Error | null;
  isFetching: boolean;
  dataUpdatedAt: number;
  refetch: () => Promise<unknown>;
};

/** Shows a read in whichever state it is: loading, failed, without a connection, old, or there. */
export function ReadState<T>(props: {
  read: Read<T>;
  skeleton?: readonly number[];
  children: (data: T) => ReactNode;
}) {
  const { read, skeleton, children } = props;
  const online = useIsOnline();
  if (read.data === undefined) {
    if (!online) return <OfflineEmpty />;
    if (read.error && !read.isFetching) return <Failed error={read.error} retry={read.refetch} />;
    return <Skeleton {...(skeleton ? { cards: skeleton } : {})} />;
  }
  return (
    <View style={{ gap: SPACE.l }}>
      <StaleNotice read={read} online={online} />
      {children(read.data)}
    </View>
  );
}

/** A plain sentence, the way to try again, and the number to quote. */
export function Failed(props: { error: Error; retry: () => Promise<unknown> }) {
  const { error, retry } = props;
  const words = useWords();
  const requestId = error instanceof ApiFailure ? error.requestId : null;
  const sentence = sentenceOf(error);
  const title = sentence === "renewed" ? words.common.reload : words.common.retry;
  return (
    <View role="alert" testID="failed">
      <Empty
        icon="bad"
        title={words.data.failedTitle}
        text={words.failure[sentence]}
        action={<Button title={title} onPress={() => void retry()} testID="retry" />}
      />
      {requestId ? (
        <Text type="small" tone="textMuted" align="center" style={{ padding: SPACE.l, paddingTop: 0 }}>
          {words.data.requestId(requestId)}
        </Text>
      ) : null}
    </View>
  );
}

/** What was never opened cannot be shown without a connection. */
export function OfflineEmpty({ retry }: { retry?: () => Promise<unknown> }) {
  const words = useWords();
  return (
    <Empty
      icon="offline"
      title={words.data.offlineEmpty}
      action={
        retry && <Button title={words.common.retry} onPress={() => void retry()} testID="retry-offline" />
      }
      testID="offline-empty"
    />
  );
}

function StaleNotice<T>(props: { read: Read<T>; online: boolean }) {
  const { read, online } = props;
  const words = useWords();
  const now = useNow();
  if (online && !read.error) return null;
  const ago = agoText(read.dataUpdatedAt, { now, words });
  return (
    <Notice
      icon={online ? "warn" : "offline"}
      kind="warn"
      testID="stale"
      action={online ? <Button title={words.common.retry} onPress={() => void read.refetch()} /> : undefined}
    >
      {online ? words.data.notRefreshed(ago) : words.data.offline(ago)}
    </Notice>
  );
}
