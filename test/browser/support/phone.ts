import { type Person, personWithBrowser } from './chromium.ts';
import { judged } from './judged.ts';

/** A person with a phone on which no script runs. `look` judges the open page, with scripts for the judge alone. */
export type PhoneUser = Person & { look(name: string): Promise<void> };

/** As narrow as a phone, in one language, without scripts. */
export async function personWithPhone(language: string): Promise<PhoneUser> {
  const person = await personWithBrowser({ language });
  const { context, page } = person;
  const session = await context.newCDPSession(page);
  const scripts = (on: boolean) => session.send('Emulation.setScriptExecutionDisabled', { value: !on });
  const look = async (name: string) => {
    await scripts(true);
    await judged(page, name);
    await scripts(false);
    await page.setViewportSize(PHONE);
  };
  await scripts(false);
  await page.setViewportSize(PHONE);
  return { ...person, look };
}

const PHONE = { width: 390, height: 844 };
