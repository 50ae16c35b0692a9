import type { DemoLanguage } from './words/spoken.ts';

/** A person who makes requests. All are invented, with addresses at example.org, which nobody can own. */
export type Somebody = { name: string; email: string; language: DemoLanguage; street: string };

const EN = [
  'Ada Whitcombe|ada.whitcombe|4 Mill Lane, Norwich',
  'Siobhán Ní Dhálaigh|siobhan|17 Quay Street, Galway',
  'Owain Prydderch|owain.p|2 Heol Fawr, Aberystwyth',
  'Grażyna Wiśniewska-Żak|grazyna.zak|ul. Lipowa 12/4, Łódź',
  'Jürgen Großmann|juergen.grossmann|Ahornweg 8, 89073 Ulm',
  'Søren Ærøskjold|soeren|Havnegade 3, Svendborg',
  'Þórunn Sigurðardóttir|thorunn|Laufásvegur 9, Reykjavík',
  'Åsa Lindqvist|asa.lindqvist|Björkgatan 21, Uppsala',
  'Päivi Hämäläinen|paivi|Koivukatu 5 B, Tampere',
  'Tõnu Põldmäe|tonu.poldmae|Pärna 14, Tartu',
  'Kārlis Bērziņš|karlis|Liepu iela 30, Rīga',
  'Žydrūnė Šimkutė|zydrune|Beržų g. 7, Kaunas',
  'Dvořáková Zdeňka|zdenka.d|Lipová 44, Brno',
  'Ľubomír Šťastný|lubomir|Hlavná 19, Košice',
  'Kovács-Őry Piroska|piroska|Tölgy utca 6, Szeged',
  'Ștefan Brânzei|stefan.branzei|Str. Teilor 11, Iași',
  'Ивайло Стоянов|ivaylo.stoyanov|ул. Шипка 5, Пловдив',
  'Ελένη Παπαδοπούλου|eleni.papadopoulou|Ερμού 18, Θεσσαλονίκη',
  'Κώστας Αγγελόπουλος|kostas.a|Κύπρου 3, Πάτρα',
  'Оксана Ткаченко|oksana.tkachenko|вул. Липова 8, Львів',
  'Милена Ђорђевић|milena|Улица липа 4, Нови Сад',
  'Čedomir Žižek|cedo|Lipova ulica 2, Maribor',
  'Ruža Đurđević|ruza|Ulica lipa 15, Osijek',
  'Giuseppe D’Angelo|giuseppe.dangelo|Via dei Tigli 10, Lecce',
  'Chiara Perché|chiara|Corso Olmi 33, Torino',
  'Íñigo Muñoz Ibáñez|inigo|Calle del Olmo 7, Burgos',
  'Núria Puigdomènech|nuria|Carrer del Til·ler 2, Girona',
  'João Conceição Simões|joao.simoes|Rua das Tílias 28, Braga',
  'Zeynep Gökçe Işık|zeynep|Ihlamur Sok. 9, İzmir',
  'Maria Buttigieg Ħal|maria.b|Triq il-Luq 6, Mdina',
  'سمير الخطيب|samir|Lindenallee 40, Köln',
  'נועה ברק|noa.barak|Ulmenstraat 3, Antwerpen',
  'فرشته رضایی|fereshteh|Almvägen 12, Malmö',
  'Bob|bob|',
  'Dr. Anneliese von der Weide-Obermüller|a.weide|Eschenring 101, Graz',
  'M. K.|mk1987|',
] as const;

const FR = [
  'Amélie Rousselin|amelie.rousselin|12 rue des Tilleuls, 67000 Strasbourg',
  'Jean-François Le Guével|jf.leguevel|3 quai du Moulin, 29000 Quimper',
  'Maïwenn Kervadec|maiwenn|8 venelle du Lavoir, 56000 Vannes',
  'Noël Châtaignier|noel.c|27 chemin des Ormes, 87000 Limoges',
  'Fatoumata Diarra|fatoumata.diarra|5 allée des Peupliers, 93200 Saint-Denis',
  'Benoît Vandenbrœck|benoit|19 rue du Houblon, 7000 Mons',
  'Anaïs Schaffhauser|anais.s|2 place du Marché-aux-Grains, 67500 Haguenau',
  'Thị Hồng Nguyễn|hong.nguyen|44 avenue des Érables, 75013 Paris',
  'Loïc D’Hauteville|loic|1 impasse du Pré, 1201 Genève',
  'Inès Benkhelifa|ines.b|30 cours des Platanes, 13100 Aix-en-Provence',
  'Rodrigue Mbarga|rodrigue|11 rue de la Fontaine, 69007 Lyon',
  'Éléonore Saint-Cœur|eleonore|6 rue aux Œufs, 28000 Chartres',
  'Guénolé Pasdeloup|guenole|14 rue du Four, 22000 Saint-Brieuc',
  'Cécile Hürlimann|cecile.h|9 chemin de la Vigne, 2000 Neuchâtel',
  'Yann Étchegaray|yann.e|21 rue du Fronton, 64500 Saint-Jean-de-Luz',
  'Solène Maréchal-Lefèvre|solene|16 rue des Remparts, 21000 Dijon',
  'أمينة بنسعيد|amina.bensaid|7 rue des Jasmins, 34000 Montpellier',
  'Marguerite Schlösser|marguerite|Résidence Les Glycines, 67100 Strasbourg',
  'Émile Würtz|emile.wurtz|25 rue de la Course, 67000 Strasbourg',
  'Célestin Okoumé|celestin|38 boulevard de l’Yser, 76000 Rouen',
] as const;

/** The owner of a full mailbox: the mail server rejects every letter to it. */
export const FULL_MAILBOX = 'full.mailbox@example.org';

const read = (language: DemoLanguage) => (line: string) => {
  const [name = '', mailbox = '', street = ''] = line.split('|');
  return { name, email: `${mailbox}@example.org`, language, street };
};

export const PEOPLE: readonly Somebody[] = [...EN.map(read('en')), ...FR.map(read('fr'))];
