import { demoSettings } from '../config.ts';
import { serve } from '../process/start.ts';
import { STAFF } from './office.ts';
import { prepareDemo } from './prepare.ts';

// `npm run demo`: creates a year of invented requests, then runs the desk as `npm start` does, without its jobs.
await serve(async () => {
  const settings = demoSettings();
  const { password } = await prepareDemo(settings, { today: new Date(), say });
  say(`Log in at ${settings.baseUrl}/sessions/new with the password ${password}`);
  for (const { email, role, name } of STAFF) say(`  ${email.padEnd(28)} ${role.padEnd(14)} ${name}`);
  say('All people are invented, and no letter leaves. Ctrl-C stops the demo; started again it goes on.');
  return settings;
});

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
