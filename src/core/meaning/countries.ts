/**
 * ISO 3166-1: alpha-2 code, alpha-3 code, and the English short name as people write it, with other usual names after it. Parts
 * of countries that data often lists among countries (England, Hong Kong) stand with the country or by themselves.
 */
const TABLE = `
AF AFG Afghanistan|AX ALA Aland Islands|AL ALB Albania|DZ DZA Algeria|AS ASM American Samoa|AD AND Andorra|AO AGO Angola
AI AIA Anguilla|AQ ATA Antarctica|AG ATG Antigua and Barbuda|AR ARG Argentina|AM ARM Armenia|AW ABW Aruba|AU AUS Australia
AT AUT Austria|AZ AZE Azerbaijan|BS BHS Bahamas/The Bahamas|BH BHR Bahrain|BD BGD Bangladesh|BB BRB Barbados|BY BLR Belarus
BE BEL Belgium|BZ BLZ Belize|BJ BEN Benin|BM BMU Bermuda|BT BTN Bhutan|BO BOL Bolivia/Plurinational State of Bolivia
BQ BES Bonaire Sint Eustatius and Saba|BA BIH Bosnia and Herzegovina/Bosnia Herzegovina/Bosnia|BW BWA Botswana
BV BVT Bouvet Island|BR BRA Brazil|IO IOT British Indian Ocean Territory|BN BRN Brunei/Brunei Darussalam|BG BGR Bulgaria
BF BFA Burkina Faso|BI BDI Burundi|CV CPV Cabo Verde/Cape Verde|KH KHM Cambodia|CM CMR Cameroon|CA CAN Canada
KY CYM Cayman Islands|CF CAF Central African Republic|TD TCD Chad|CL CHL Chile|CN CHN China/Peoples Republic of China
CX CXR Christmas Island|CC CCK Cocos Islands/Cocos Keeling Islands|CO COL Colombia|KM COM Comoros
CG COG Congo/Republic of the Congo/Congo Brazzaville|CD COD Democratic Republic of the Congo/DR Congo/Congo Kinshasa/Zaire
CK COK Cook Islands|CR CRI Costa Rica|CI CIV Cote d Ivoire/Ivory Coast|HR HRV Croatia|CU CUB Cuba|CW CUW Curacao
CY CYP Cyprus|CZ CZE Czechia/Czech Republic|DK DNK Denmark|DJ DJI Djibouti|DM DMA Dominica|DO DOM Dominican Republic
EC ECU Ecuador|EG EGY Egypt|SV SLV El Salvador|GQ GNQ Equatorial Guinea|ER ERI Eritrea|EE EST Estonia
SZ SWZ Eswatini/Swaziland|ET ETH Ethiopia|FK FLK Falkland Islands/Falkland Islands Malvinas|FO FRO Faroe Islands
FJ FJI Fiji|FI FIN Finland|FR FRA France|GF GUF French Guiana|PF PYF French Polynesia|TF ATF French Southern Territories
GA GAB Gabon|GM GMB Gambia/The Gambia|GE GEO Georgia|DE DEU Germany|GH GHA Ghana|GI GIB Gibraltar|GR GRC Greece
GL GRL Greenland|GD GRD Grenada|GP GLP Guadeloupe|GU GUM Guam|GT GTM Guatemala|GG GGY Guernsey|GN GIN Guinea
GW GNB Guinea Bissau|GY GUY Guyana|HT HTI Haiti|HM HMD Heard Island and McDonald Islands|VA VAT Holy See/Vatican/Vatican City
HN HND Honduras|HK HKG Hong Kong/Hong Kong SAR China|HU HUN Hungary|IS ISL Iceland|IN IND India|ID IDN Indonesia
IR IRN Iran/Islamic Republic of Iran|IQ IRQ Iraq|IE IRL Ireland/Republic of Ireland|IM IMN Isle of Man|IL ISR Israel
IT ITA Italy|JM JAM Jamaica|JP JPN Japan|JE JEY Jersey|JO JOR Jordan|KZ KAZ Kazakhstan|KE KEN Kenya|KI KIR Kiribati
KP PRK North Korea/Democratic Peoples Republic of Korea|KR KOR South Korea/Republic of Korea/Korea|KW KWT Kuwait
KG KGZ Kyrgyzstan|LA LAO Laos/Lao Peoples Democratic Republic|LV LVA Latvia|LB LBN Lebanon|LS LSO Lesotho|LR LBR Liberia
LY LBY Libya|LI LIE Liechtenstein|LT LTU Lithuania|LU LUX Luxembourg|MO MAC Macao/Macau|MG MDG Madagascar|MW MWI Malawi
MY MYS Malaysia|MV MDV Maldives|ML MLI Mali|MT MLT Malta|MH MHL Marshall Islands|MQ MTQ Martinique|MR MRT Mauritania
MU MUS Mauritius|YT MYT Mayotte|MX MEX Mexico|FM FSM Micronesia/Federated States of Micronesia
MD MDA Moldova/Republic of Moldova|MC MCO Monaco|MN MNG Mongolia|ME MNE Montenegro|MS MSR Montserrat|MA MAR Morocco
MZ MOZ Mozambique|MM MMR Myanmar/Burma|NA NAM Namibia|NR NRU Nauru|NP NPL Nepal|NL NLD Netherlands/The Netherlands/Holland
NC NCL New Caledonia|NZ NZL New Zealand|NI NIC Nicaragua|NE NER Niger|NG NGA Nigeria|NU NIU Niue|NF NFK Norfolk Island
MK MKD North Macedonia/Macedonia|MP MNP Northern Mariana Islands|NO NOR Norway|OM OMN Oman|PK PAK Pakistan|PW PLW Palau
PS PSE Palestine/State of Palestine|PA PAN Panama|PG PNG Papua New Guinea|PY PRY Paraguay|PE PER Peru
PH PHL Philippines/The Philippines|PN PCN Pitcairn|PL POL Poland|PT PRT Portugal|PR PRI Puerto Rico|QA QAT Qatar
RE REU Reunion|RO ROU Romania|RU RUS Russia/Russian Federation|RW RWA Rwanda|BL BLM Saint Barthelemy
SH SHN Saint Helena/Saint Helena Ascension and Tristan da Cunha|KN KNA Saint Kitts and Nevis/St Kitts and Nevis
LC LCA Saint Lucia/St Lucia|MF MAF Saint Martin|PM SPM Saint Pierre and Miquelon
VC VCT Saint Vincent and the Grenadines/St Vincent and the Grenadines|WS WSM Samoa|SM SMR San Marino
ST STP Sao Tome and Principe|SA SAU Saudi Arabia|SN SEN Senegal|RS SRB Serbia/Yugoslavia|SC SYC Seychelles|SL SLE Sierra Leone
SG SGP Singapore|SX SXM Sint Maarten|SK SVK Slovakia/Slovak Republic|SI SVN Slovenia|SB SLB Solomon Islands|SO SOM Somalia
ZA ZAF South Africa|GS SGS South Georgia and the South Sandwich Islands|SS SSD South Sudan|ES ESP Spain|LK LKA Sri Lanka
SD SDN Sudan|SR SUR Suriname|SJ SJM Svalbard and Jan Mayen|SE SWE Sweden|CH CHE Switzerland|SY SYR Syria/Syrian Arab Republic
TW TWN Taiwan|TJ TJK Tajikistan|TZ TZA Tanzania/United Republic of Tanzania|TH THA Thailand
TL TLS Timor Leste/East Timor|TG TGO Togo|TK TKL Tokelau|TO TON Tonga|TT TTO Trinidad and Tobago|TN TUN Tunisia
TR TUR Turkiye/Turkey|TM TKM Turkmenistan|TC TCA Turks and Caicos Islands|TV TUV Tuvalu|UG UGA Uganda|UA UKR Ukraine
AE ARE United Arab Emirates/UAE|GB GBR United Kingdom/UK/Great Britain/England/Scotland/Wales/Northern Ireland
US USA United States/United States of America/USA/US|UM UMI United States Minor Outlying Islands|UY URY Uruguay
UZ UZB Uzbekistan|VU VUT Vanuatu|VE VEN Venezuela/Bolivarian Republic of Venezuela|VN VNM Vietnam/Viet Nam
VG VGB British Virgin Islands|VI VIR US Virgin Islands/Virgin Islands|WF WLF Wallis and Futuna|EH ESH Western Sahara
YE YEM Yemen|ZM ZMB Zambia|ZW ZWE Zimbabwe|XK XKX Kosovo`;

const rows = TABLE.trim()
  .split(/[|\n]/)
  .map((row) => ({ alpha2: row.slice(0, 2), alpha3: row.slice(3, 6), names: row.slice(7).split('/') }));

/** The two-letter codes of ISO 3166-1, and Kosovo's. */
export const COUNTRY_ALPHA_2: readonly string[] = rows.map(({ alpha2 }) => alpha2);

/** The three-letter codes. */
export const COUNTRY_ALPHA_3: readonly string[] = rows.map(({ alpha3 }) => alpha3);

/** English names in lower case, without accents; all that is no letter is a space. */
export const COUNTRY_NAMES: readonly string[] = rows.flatMap(({ names }) =>
  names.map((name) => name.toLowerCase()),
);
