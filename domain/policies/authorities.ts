/** An authority to complain to (Art. 77), by the country of the controller's seat. */
export type Authority = { country: string; name: string; site: string };

/** The authorities that take complaints. In Germany it is usually that of the Land; the federal site lists them. */
export const AUTHORITIES: readonly Authority[] = [
  { country: 'AT', name: 'Datenschutzbehörde (DSB)', site: 'https://www.dsb.gv.at' },
  {
    country: 'BE',
    name: 'Autorité de protection des données / Gegevensbeschermingsautoriteit (APD/GBA)',
    site: 'https://www.dataprotectionauthority.be',
  },
  {
    country: 'CH',
    name: 'Federal Data Protection and Information Commissioner (FDPIC)',
    site: 'https://www.edoeb.admin.ch',
  },
  {
    country: 'DE',
    name: 'Bundesbeauftragte für den Datenschutz und die Informationsfreiheit (BfDI), or the commissioner of the Land',
    site: 'https://www.bfdi.bund.de',
  },
  { country: 'DK', name: 'Datatilsynet', site: 'https://www.datatilsynet.dk' },
  { country: 'ES', name: 'Agencia Española de Protección de Datos (AEPD)', site: 'https://www.aepd.es' },
  {
    country: 'FR',
    name: 'Commission nationale de l’informatique et des libertés (CNIL)',
    site: 'https://www.cnil.fr',
  },
  { country: 'GB', name: 'Information Commissioner’s Office (ICO)', site: 'https://ico.org.uk' },
  {
    country: 'HU',
    name: 'Nemzeti Adatvédelmi és Információszabadság Hatóság (NAIH)',
    site: 'https://www.naih.hu',
  },
  { country: 'IE', name: 'Data Protection Commission (DPC)', site: 'https://www.dataprotection.ie' },
  {
    country: 'IT',
    name: 'Garante per la protezione dei dati personali',
    site: 'https://www.garanteprivacy.it',
  },
  {
    country: 'LU',
    name: 'Commission nationale pour la protection des données (CNPD)',
    site: 'https://cnpd.public.lu',
  },
  {
    country: 'NL',
    name: 'Autoriteit Persoonsgegevens (AP)',
    site: 'https://www.autoriteitpersoonsgegevens.nl',
  },
  { country: 'NO', name: 'Datatilsynet', site: 'https://www.datatilsynet.no' },
  { country: 'PL', name: 'Urząd Ochrony Danych Osobowych (UODO)', site: 'https://uodo.gov.pl' },
  { country: 'SE', name: 'Integritetsskyddsmyndigheten (IMY)', site: 'https://www.imy.se' },
];

/** The authority of a country by its ISO code, or of a calendar id like `FR-67`. */
export function authorityOf(countryOrCalendar: string): Authority | undefined {
  return AUTHORITIES.find((authority) => authority.country === countryOrCalendar.slice(0, 2));
}
