import { appForTests, type Browser, browser, type TestApp } from './app.ts';
import { deskForTests, type TestDesk } from './desk.ts';

/** A new desk with its app, and somebody who visits its public pages. */
export async function visited(): Promise<{ desk: TestDesk; app: TestApp; visitor: Browser }> {
  const desk = await deskForTests();
  const app = appForTests(desk);
  return { desk, app, visitor: browser(app) };
}
