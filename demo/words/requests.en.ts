import type { Right } from '../../domain/rights.ts';

/** What people write, by right. Invented. */
export const REQUESTS: Record<Right, readonly string[]> = {
  access: [
    'Please tell me what you hold about me and send me a copy. I opened an account with you some years ago and honestly no longer know what I gave you.',
    'Hi, under Article 15 I would like: all account data, every support ticket with my name in it, the log-ins of the last twelve months, and who you passed any of it to. A spreadsheet is fine.',
    'My company closed its contract in spring. I was the named contact. I want to know what is still kept about me as a person, and until when.',
    'I keep getting calls from a reseller who knows exactly which plan I am on. What did you tell them? A full copy of my data, please, including recipients.',
    'i want a copy of everything. thank you',
  ],
  rectification: [
    'My surname changed in June. The account settings will not let me save it because of the apostrophe. Please correct it on the invoices too.',
    'You have my old flat as billing address, although I changed it twice. The last reminder went to the new tenants. Please put it right everywhere.',
    'The VAT number on my account belongs to my former partner. Mine is on the attached letter.',
    'Your records say that I was born in 1896. I feel well for my age, but please correct it.',
  ],
  erasure: [
    'Please close my account and delete what you hold about me. The two test projects can go as well; I have copies.',
    'I no longer use your service. Delete my account, my tickets, my phone number, everything that you do not have to keep. Please tell me what you do have to keep and why.',
    'I signed up by mistake with my work address. Remove the account and all data, today if possible.',
    'My employer created an account in my name without asking me. I want it gone, together with the profile picture, which they took from somewhere.',
    'Delete me from your systems. All of them. I do not want to be asked why.',
  ],
  restriction: [
    'I dispute the usage that you billed in March. Until that is settled, please do not use or delete the records; I will need them.',
    'I have objected to the scoring of my account. While you look into it, please only store the data and do nothing else with it.',
    'You say that my address is wrong, I say it is right. Please freeze it until we agree.',
  ],
  portability: [
    'I am moving to another provider. Please give me my account data, contacts and settings in JSON or CSV. If you can hand it to them directly, even better.',
    'I would like the contact list and the tickets that I entered, in a form that a program can read. Not a PDF, please.',
    'Please export what I gave you since 2021. My new host has an import for CSV.',
  ],
  objection: [
    'I object to the usage profile in your newsletter system. You rely on your legitimate interest; mine is that I advise a competitor and my clicks are confidential.',
    'I do not want my support conversations used to train anybody, person or program. My reasons are medical: I wrote about an illness in two of them.',
    'I object to being listed as a reference customer. I left that company under a settlement that asks me to keep out of sight.',
  ],
  'marketing-objection': [
    'Stop sending me offers. The link at the bottom leads to a page that wants me to log in, and I have no account.',
    'No more newsletters, no more calls, no post either. Thank you.',
    'I have unsubscribed three times. This is the fourth.',
    'Please take me off the list for the spring campaign and every campaign after it.',
  ],
  'consent-withdrawal': [
    'At registration I agreed that you may use my company’s logo with my name and photograph. I withdraw that.',
    'I take back my consent to the product survey calls. They were pleasant, there are just too many.',
    'I withdraw my consent to cookies for statistics. Your banner does not come back, so I write.',
  ],
  'automated-decision': [
    'My payment was refused within a second of my sending the form, so nobody can have read it. I want a person to look at it. I have paid every bill for six years.',
    'Your system blocked my account for unusual activity. I was travelling. Please have somebody read this and decide again.',
    'I was put in the prepay group without any explanation. On what grounds, and who decided?',
  ],
  'after-death': [
    'My brother died in May. He left written instructions that his account be closed and that his photographs come to me. I enclose a copy of both papers.',
    'I would like to set down what is to happen with my account when I am no longer here: everything to be deleted, apart from the family pages.',
  ],
};

/** Requests that do not say what the person wants. */
export const UNCLEAR = [
  'I want my rights.',
  'You know what this is about. Please act accordingly.',
  'Everything between us, please. You will know the period.',
] as const;

export const MESSAGES = [
  'One thing I forgot: the account was under my old e-mail address, ada.old@example.org.',
  'Is there any news? I will be away from the 12th.',
  'Thank you for the quick reply. The period I mean is January to June.',
] as const;

/** Requests by post or email in the person's own language. */
export const IN_OTHER_LANGUAGES = [
  'Sehr geehrte Damen und Herren, hiermit bitte ich um Auskunft, welche Daten zu meiner Person bei Ihnen gespeichert sind, und um eine Kopie davon. Mit freundlichen Grüßen',
  'Buongiorno, vorrei sapere quali dati conservate su di me e ricevere una copia. Grazie.',
  'Καλημέρα σας, παρακαλώ στείλτε μου αντίγραφο των δεδομένων που τηρείτε για εμένα.',
  'Dzień dobry, proszę o kopię moich danych oraz informację, komu zostały przekazane.',
  'مرحبا، أود الحصول على نسخة من البيانات التي تحتفظون بها عني. شكرا لكم.',
] as const;
