/**
 * What is written in every language of the desk, staff pages or not: namespaces, and parts of those that are the staff's
 * otherwise. The public pages, the letters, the reasons of dates and the faults of a form say nothing that is not among them.
 */
export const PUBLIC_WORDS = [
  'answers:',
  'because:',
  'errors:',
  'events:letterKind.',
  'frame:',
  'home:',
  'intake:',
  'law:',
  'letters:',
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
  'timeline:',
  'urgency:',
];

export const isPublic = (key: string): boolean => PUBLIC_WORDS.some((start) => key.startsWith(start));

/** The pages that whoever asks may open, the letters and the reasons; the test follows what they import and include. */
export const PUBLIC_VIEWS = [
  'views/{answers,errors,intake,letters,policies,status}/*.{ts,ejs}',
  'views/layouts/{bare,public,head,languages}.ejs',
  'views/layouts/frame.ts',
  'views/because.ts',
  'views/faults.ts',
];
