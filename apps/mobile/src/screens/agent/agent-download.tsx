import type { AgentRelease } from "@cfa/contract/agent-release";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { CopyButton } from "../../components/copy-button";
import { Fact, Facts } from "../../components/fact";
import { Empty, Notice } from "../../components/notice";
import { ShownText } from "../../components/shown-text";
import { Text } from "../../components/text";
import { AGENT_RELEASE_WORDS } from "../../locale/agent-release/words";
import { useWordsOf } from "../../locale/locale";
import { sizeText } from "../../locale/size-text";
import { startDownload } from "../../platform/start-download";
import { SPACE } from "../../theme/tokens";

type Answer = { readonly release: AgentRelease | null; readonly setupPath: string | null };

/** The release with all that is to be known before it is installed; where there is none, the way by files. */
export function AgentDownload(props: {
  answer: Answer;
  origin: string;
  onFiles: () => void;
  onConnect: () => void;
}) {
  const { answer, origin, onFiles, onConnect } = props;
  const { release, setupPath } = answer;
  const words = useWordsOf(AGENT_RELEASE_WORDS);
  if (release === null) {
    return (
      <Card testID="agent-none">
        <Empty title={words.none} text={words.noneText} icon="none" />
        <Button title={words.byFiles} icon="upload" onPress={onFiles} testID="agent-by-files" />
      </Card>
    );
  }
  const [first, ...others] = release.files;
  return (
    <View style={styles.cards} testID="agent-release">
      {release.isForAll ? null : (
        <Notice icon="none" kind="neutral" testID="agent-in-steps">
          {words.someFirst}
        </Notice>
      )}
      {first ? <FileCard file={first} release={release} origin={origin} isFirst /> : null}
      {setupPath === null ? null : <There address={`${origin}${setupPath}`} />}
      <Card heading={words.needs} testID="agent-needs">
        <View style={styles.stack}>
          <Lines lines={words.needsList} mark={() => "•"} />
          <Text>{words.older}</Text>
          <Button title={words.byFiles} icon="upload" onPress={onFiles} testID="agent-by-files" />
        </View>
      </Card>
      <Card heading={words.smartScreen} hint={words.smartScreenText} testID="agent-smart-screen">
        <Lines lines={words.smartScreenSteps} mark={numbered} />
      </Card>
      <Card heading={words.install} testID="agent-install">
        <View style={styles.stack}>
          <Lines lines={words.installSteps} mark={numbered} />
          <Button title={words.toConnect} icon="sync" onPress={onConnect} testID="agent-to-connect" />
        </View>
      </Card>
      {others.map((file) => (
        <FileCard key={file.name} file={file} release={release} origin={origin} />
      ))}
    </View>
  );
}

function FileCard(props: {
  file: AgentRelease["files"][number];
  release: AgentRelease;
  origin: string;
  isFirst?: boolean;
}) {
  const { file, release, origin, isFirst = false } = props;
  const words = useWordsOf(AGENT_RELEASE_WORDS);
  const { kind, name, version, bytes, sha256, path } = file;
  const hint = kind === "setup" ? words.setupHint : words.portableHint;
  return (
    <Card heading={words[kind]} hint={hint} testID={`agent-${kind}`}>
      <View style={styles.stack}>
        <Facts>
          <Fact label={words.version}>{version}</Fact>
          <Fact label={words.size}>{sizeText(bytes)}</Fact>
          <Fact label={words.publisher}>{release.publisher ?? words.publisherUnknown}</Fact>
        </Facts>
        <Button
          title={`${words.download}: ${name}`}
          {...(isFirst ? { kind: "primary" as const } : {})}
          onPress={() => startDownload(`${origin}${path}`)}
          testID={`agent-download-${kind}`}
        />
        <ShownText label={words.hash} testID={`agent-hash-${kind}`}>
          {sha256}
        </ShownText>
        <CopyButton title={words.copyHash} text={sha256} testID={`agent-copy-hash-${kind}`} />
        <Text type="small" tone="textMuted">
          {words.hashHint(name)}
        </Text>
      </View>
    </Card>
  );
}

/** For who reads this on a phone: the file belongs on another machine. */
function There({ address }: { address: string }) {
  const words = useWordsOf(AGENT_RELEASE_WORDS);
  return (
    <Card heading={words.there} hint={words.thereHint} testID="agent-there">
      <View style={styles.stack}>
        <ShownText testID="agent-address">{address}</ShownText>
        <CopyButton title={words.copyAddress} text={address} testID="agent-copy-address" />
      </View>
    </Card>
  );
}

function Lines({ lines, mark }: { lines: readonly string[]; mark: (at: number) => string }) {
  return (
    <View role="list" style={styles.list}>
      {lines.map((line, at) => (
        <View key={line} role="listitem" style={styles.line}>
          <Text tone="textMuted">{mark(at)}</Text>
          <Text style={styles.words}>{line}</Text>
        </View>
      ))}
    </View>
  );
}

function numbered(at: number): string {
  return `${at + 1}.`;
}

const styles = StyleSheet.create({
  cards: { gap: SPACE.l },
  stack: { gap: SPACE.m },
  list: { gap: SPACE.s },
  line: { flexDirection: "row", gap: SPACE.s },
  words: { flex: 1 },
});
