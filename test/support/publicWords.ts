/**
 * The namespaces, and parts of staff namespaces, that exist in every language of the desk. The public pages, the letters, the
 * reasons of dates and the faults of a form use no other words.
 */
export const PUBLIC_WORDS = [
  'answers:',
  'because:',
  'contents:',
  'errors:',
  'events:letterKind.',
  'frame:',
  'home:',
  'intake:',
  'law:',
  'letters:',
  'package:',
  'particulars:',
  'places:',
  'policies:',
  'requests:next.firstDate',
  'requests:promise.',
  'requests:right.',
  'rights:',
  'rules:',
  'settings:organisation.inEffect',
  'settings:organisation.noHolidays',
  'settings:organisation.pinned',
  'simulator:',
  'situation:',
  'status:',
  'tasks:',
  'timeline:',
  'today:group.',
  'today:step.',
  'today:why.',
  'urgency:',
];

export const isPublic = (key: string): boolean => PUBLIC_WORDS.some((start) => key.startsWith(start));

/** The public pages, the letters and the reasons; the test follows their imports and includes. */
export const PUBLIC_VIEWS = [
  'views/{answers,errors,intake,letters,package,policies,status,tasks}/*.{ts,ejs}',
  'views/layouts/{bare,public,head,languages}.ejs',
  'views/layouts/frame.ts',
  'views/because.ts',
  'views/faults.ts',
];
