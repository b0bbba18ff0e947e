import { usePathname, useRouter } from "expo-router";
import { useState } from "react";

import { useWords } from "../../locale/locale";
import { useArrowKeys } from "../../platform/search-keys";
import { useCompanies } from "../../queries/use-companies";
import { samePageIn } from "../../session/same-page";
import { useByRecency } from "../../session/recent-companies";
import { useCompanyId } from "../../session/view";
import { Button } from "../button";
import { Choice } from "../choice";
import { Field } from "../field";
import { Empty } from "../notice";
import { Sheet } from "../sheet";

/** From how many companies on they are searched for. */
const MANY = 7;

/** The companies one belongs to, those open last first; each opens on the same kind of page. */
export function CompaniesSheet({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const router = useRouter();
  const pathname = usePathname();
  const companyId = useCompanyId();
  const [typed, setTyped] = useState("");
  const companies = useByRecency(useCompanies().data?.companies ?? []);
  useArrowKeys("company-cmp_");
  const wanted = typed.trim().toLocaleLowerCase();
  const found = companies.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const open = ({ companyId: id, role }: (typeof companies)[number]): void => {
    onClose();
    if (id !== companyId) router.replace(samePageIn(id, { pathname, role }));
  };
  const [first] = found;
  return (
    <Sheet open title={words.settings.switchCompany} onClose={onClose}>
      {companies.length < MANY ? null : (
        <Field
          label={words.settings.findCompany}
          value={typed}
          onChange={setTyped}
          onSubmit={() => first && open(first)}
          icon="search"
          clearLabel={words.parties.clear}
          isFirst
          testID="find-company"
        />
      )}
      {found.length === 0 ? <Empty title={words.settings.noCompany} /> : null}
      {found.map((one) => (
        <Choice
          key={one.companyId}
          title={one.name}
          note={words.settings.roles[one.role]}
          chosen={one.companyId === companyId}
          testID={`company-${one.companyId}`}
          onPress={() => open(one)}
        />
      ))}
      <Button
        title={words.start.company.another}
        onPress={() => {
          onClose();
          router.push("/new-company");
        }}
        testID="another-company"
      />
    </Sheet>
  );
}
