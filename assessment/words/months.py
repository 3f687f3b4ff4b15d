"""The months by name, as councils' own languages write them, and which languages a country's councils write.

Small letters without their marks; what a name may also be stands behind a stroke (another case, or an abbreviation that
is not its beginning). Source: Unicode CLDR 48, month names, wide and abbreviated; the Roman numerals beside them are
written in Poland, Hungary, Romania and Italy.
"""

ENGLISH, ROMAN = "en", "roman"

MONTH_NAMES = {
    "en": "january february march april may june july august september october november december",
    "de": "janner/januar februar/feber maerz/marz/mrz april mai juni juli august september oktober november dezember",
    "fr": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart/mrt april mei juni juli augustus september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "fi": (
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesakuuta heinakuuta elokuuta syyskuuta "
        "lokakuuta marraskuuta joulukuuta"
    ),
    "is": "januar februar mars april mai juni juli agust september oktober november desember",
    "et": "jaanuar veebruar marts aprill mai juuni juuli august september oktoober november detsember",
    "lv": "janvaris februaris marts aprilis maijs junijs julijs augusts septembris oktobris novembris decembris",
    "lt": (
        "sausio/sausis vasario/vasaris kovas/kovo balandzio/balandis geguzes birzelio/birzelis liepos/liepa "
        "rugpjucio/rugpjutis rugsejis/rugsejo spalio/spalis lapkricio/lapkritis gruodzio/gruodis"
    ),
    "pl": (
        "stycznia/styczen lutego/luty marzec/marca kwiecien/kwietnia maja czerwiec/czerwca lipiec/lipca "
        "sierpien/sierpnia wrzesien/wrzesnia pazdziernika listopada grudzien/grudnia"
    ),
    "cs": (
        "leden/ledna unora brezen/brezna duben/dubna kveten/kvetna cerven/cervna/cvn cervence/cervenec/cvc "
        "srpen/srpna zari rijen/rijna listopadu prosince/prosinec"
    ),
    "sk": (
        "januara februara marca/marec aprila maja juna jula augusta september/septembra oktober/oktobra "
        "november/novembra december/decembra"
    ),
    "sl": "januar februar marec april maj junij julij avgust september oktober november december",
    "hr": (
        "sijecanj/sijecnja veljaca/veljace ozujak/ozujka travanj/travnja svibanj/svibnja lipanj/lipnja "
        "srpanj/srpnja kolovoza rujan/rujna listopada studenoga/studeni prosinac/prosinca"
    ),
    "sr": "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
    "sr-Latn": "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar",
    "mk": "јануари февруари март април мај јуни јули август септември октомври ноември декември",
    "bg": "януари февруари март април маи юни юли август септември октомври ноември декември",
    "uk": (
        "січень/січня лютого/лютии березень/березня квітень/квітня травень/травня червень/червня липень/липня "
        "серпень/серпня вересень/вересня жовтень/жовтня листопада грудень/грудня"
    ),
    "el": (
        "ιανουαριοσ/ιανουαριου φεβρουαριοσ/φεβρουαριου μαρτιοσ/μαρτιου απριλιοσ/απριλιου μαιοσ/μαιου "
        "ιουνιοσ/ιουνιου ιουλιοσ/ιουλιου αυγουστοσ/αυγουστου σεπτεμβριοσ/σεπτεμβριου οκτωβριοσ/οκτωβριου "
        "νοεμβριοσ/νοεμβριου δεκεμβριοσ/δεκεμβριου"
    ),
    "hu": "januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie/nov decembrie",
    "sq": "janar shkurt mars prill maj qershor korrik gusht shtator tetor nentor dhjetor",
    "mt": "jannar frar marzu april mejju gunju lulju awwissu settembru ottubru novembru dicembru",
    "ga": "eanair feabhra marta aibrean bealtaine meitheamh iuil lunasa mfomh/mean deireadh/dfomh samhain nollaig",
    "cy": "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr",
    "gd": (
        "fhaoilleach/faoilleach ghearran/gearran mhart/mart ghiblean/giblean cheitean/ceitean ogmhios iuchar "
        "lunastal sultain damhair samhain dubhlachd"
    ),
    "tr": "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik",
    "ca": "gener febrer marc abril maig juny juliol agost setembre octubre novembre desembre",
    "eu": "urtarrila otsaila martxoa apirila maiatza ekaina uztaila abuztua iraila urria azaroa abendua",
    "gl": "xaneiro febreiro marzo abril maio xuno xullo agosto setembro outubro novembro decembro",
    "lb": "januar februar maerz abrell mee juni juli august september oktober november dezember",
    "roman": "i ii iii iv v vi vii viii ix x xi xii",
}

# Official and co-official languages of councils; any other name is taken where all languages agree on its month.
LANGUAGES = {
    "AD": "ca", "AL": "sq", "AT": "de", "BA": "sr-Latn hr sr", "BE": "nl fr de", "BG": "bg", "CH": "de fr it",
    "CY": "el tr", "CZ": "cs", "DE": "de", "DK": "da", "EE": "et", "ES": "es ca gl eu", "FI": "fi sv", "FO": "da",
    "FR": "fr", "GB": "cy gd ga", "GL": "da", "GR": "el", "HR": "hr", "HU": "hu", "IE": "ga", "IS": "is", "IT": "it de",
    "LI": "de", "LT": "lt", "LU": "lb fr de", "LV": "lv", "MC": "fr", "MD": "ro", "ME": "sr-Latn sr", "MK": "mk sq",
    "MT": "mt", "NL": "nl", "NO": "nb", "PL": "pl", "PT": "pt", "RO": "ro", "RS": "sr sr-Latn", "SE": "sv", "SI": "sl",
    "SK": "sk", "SM": "it", "TR": "tr", "UA": "uk", "VA": "it", "XK": "sq sr-Latn", "BR": "pt", "MX": "es", "AR": "es",
    "CL": "es", "CO": "es", "PE": "es", "UY": "es",
}  # fmt: skip

# How a day in figures is written (CLDR, short dates). Any other country writes day, month, year.
MONTH_FIRST = frozenset("AS FM GU MH MP PW UM US VI".split())  # noqa: SIM905
UNSETTLED = frozenset("CA PA PH PR".split())  # noqa: SIM905 (both orders are in use)
YEAR_FIRST = frozenset("AF BT CN HU IR JP KP KR LT MN NP SE TW ZA".split())  # noqa: SIM905
