import type { AuditAbout, AuditRow } from "@cfa/contract/audit";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Chips } from "../../components/chips";
import { Empty } from "../../components/notice";
import { Page } from "../../components/page";
import { PagedList } from "../../components/paged-list";
import { ReviewTabs } from "../../components/review-tabs";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { useAudit } from "../../queries/use-audit";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { auditText, changeText } from "./audit-text";

const ABOUT: readonly AuditAbout[] = ["correction", "offer", "draft", "upload", "absent", "company"];

/** Who did what in the company, newest first, by kind and by person. */
export function AuditScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  const [about, setAbout] = useState<AuditAbout | null>(null);
  const [who, setWho] = useState<string | null>(null);
  const read = useAudit({ companyId, about, who });
  const people = read.data?.pages[0]?.people ?? [];
  const { audit, all } = words.corrections;
  return (
    <Page title={audit.heading} subtitle={audit.subtitle} narrow onRefresh={read.refetch}>
      <ReviewTabs current="audit" />
      <Chips<AuditAbout | "all">
        label={audit.what}
        options={[{ key: "all", title: all }, ...ABOUT.map((key) => ({ key, title: audit.about[key] }))]}
        chosen={about ?? "all"}
        onChoose={(key) => setAbout(key === "all" ? null : key)}
        testID="audit-about"
      />
      {people.length > 1 || who !== null ? (
        <Chips
          label={audit.who}
          options={[
            { key: "", title: audit.everybody },
            ...people.map((person) => ({ key: person.who, title: person.name })),
          ]}
          chosen={who ?? ""}
          onChoose={(key) => setWho(key === "" ? null : key)}
          testID="audit-who"
        />
      ) : null}
      <Card flush testID="audit">
        <PagedList
          read={read}
          skeleton={[6]}
          empty={<Empty title={audit.none} testID="audit-empty" />}
          row={(row, at) => <Entry key={row.auditId} row={row} at={at} />}
        />
      </Card>
    </Page>
  );
}

function Entry({ row, at }: { row: AuditRow; at: number }) {
  const words = useWords();
  const colours = useColours();
  const change = changeText(row, words);
  const reason = row.params["reason"] ?? "";
  return (
    <View
      role="listitem"
      testID={`audit-${at}`}
      style={[styles.entry, { borderColor: colours.line }, at === 0 && styles.first]}
    >
      <Text>
        <Text type="strong">{row.who}</Text>
        {` ${auditText(row, words)}`}
      </Text>
      {change === "" ? null : (
        <Text type="small" style={styles.change}>
          {change}
        </Text>
      )}
      {reason === "" ? null : (
        <Text type="small" tone="textMuted">
          {reason}
        </Text>
      )}
      <Text type="small" tone="textMuted">
        {momentText(row.at)}
      </Text>
    </View>
  );
}

const styles = StyleSheet.create({
  entry: { paddingHorizontal: SPACE.l, paddingVertical: SPACE.m, gap: 2, borderTopWidth: 1 },
  first: { borderTopWidth: 0 },
  change: { flexShrink: 1 },
});
