import { Field } from "../components/field";
import { CompanyForm } from "../components/company/company-form";
import { MonthChoice } from "../components/company/month-choice";
import { GoogleButton } from "../components/sign-in/google-button";
import { MailCodeForm } from "../components/sign-in/mail-code-form";
import { SignOut } from "../components/sign-in/sign-out";
import { WaysIn } from "../components/sign-in/ways-in";
import type { Group } from "./group";
import { Kept } from "./kept";
import { LONG_PARTY, PARTY } from "./made-up";

const nothing = () => undefined;

/** What is typed into and filled in. */
export const FORMS: Group = [
  {
    of: "Field",
    states: {
      empty: (words) => (
        <Kept first="">
          {(value, onChange) => <Field label={words.start.company.name} value={value} onChange={onChange} />}
        </Kept>
      ),
      "with a sign, to be cleared": (words) => (
        <Kept first={LONG_PARTY}>
          {(value, onChange) => (
            <Field
              label={words.settings.findCompany}
              value={value}
              onChange={onChange}
              icon="search"
              clearLabel={words.parties.clear}
            />
          )}
        </Kept>
      ),
      "without a label above": (words) => (
        <Field label={words.settings.findCompany} hideLabel value="" onChange={nothing} icon="search" />
      ),
      "a word of help": (words) => (
        <Field label={words.start.ways.mail} value="" onChange={nothing} hint={words.start.ways.newHere} />
      ),
      wrong: (words) => (
        <Field label={words.asOf.other} value="31/02" onChange={nothing} error={words.asOf.wrong} numeric />
      ),
    },
  },
  {
    of: "MonthChoice",
    states: {
      usual: (words) => (
        <Kept first={4}>
          {(month, onChoose) => (
            <MonthChoice label={words.start.company.yearFrom} month={month} onChoose={onChoose} />
          )}
        </Kept>
      ),
    },
  },
  {
    of: "CompanyForm",
    states: {
      empty: (words) => (
        <CompanyForm
          first={{ name: "", gstin: null, financialYearFrom: 4, language: "en" }}
          submit={words.common.retry}
          busy={false}
          onSubmit={nothing}
        />
      ),
      "long, busy": (words) => (
        <CompanyForm
          first={{ name: LONG_PARTY, gstin: "27AAPFU0939F1Z", financialYearFrom: 9, language: "hi" }}
          submit={words.common.retry}
          busy
          onSubmit={nothing}
        />
      ),
      "named by Tally": (words) => (
        <CompanyForm
          first={{ name: PARTY, gstin: "27AAPFU0939F1ZV", financialYearFrom: 1, language: "en" }}
          isNameFixed
          submit={words.common.retry}
          busy={false}
          onSubmit={nothing}
        />
      ),
    },
  },
  {
    of: "GoogleButton",
    states: { usual: () => <GoogleButton returnTo="/" onSignedIn={nothing} primary /> },
  },
  {
    of: "MailCodeForm",
    states: {
      "whoever it is": () => <MailCodeForm isNewWelcome onSignedIn={nothing} />,
      "of one person": () => <MailCodeForm of="asha.verma@example.in" onSignedIn={nothing} />,
    },
  },
  {
    of: "WaysIn",
    states: {
      "every way": () => (
        <WaysIn ways={{ google: true, mailCode: true }} demo returnTo="/" onSignedIn={nothing} />
      ),
      "the demo alone": () => (
        <WaysIn ways={{ google: false, mailCode: false }} demo returnTo="/" onSignedIn={nothing} />
      ),
      none: () => (
        <WaysIn ways={{ google: false, mailCode: false }} demo={false} returnTo="/" onSignedIn={nothing} />
      ),
    },
  },
  {
    of: "SignOut",
    states: { usual: (words) => <SignOut title={words.settings.signOut} onSignedOut={nothing} /> },
  },
];
